"""followup config: show the settings, their file, and edit them."""

from __future__ import annotations

import os
from pathlib import Path

from followup.cli.files.drafts import drafting
from followup.cli.files.editor import edit_checked
from followup.cli.files.settings_file import check_settings, commented_defaults, names_set, write_private
from followup.cli.input.options import ConfigFile, Json, command_app
from followup.errors import FileUnreadableError, FollowupError, WrongUsageError
from followup.render.formats.output import show_json, show_text
from followup.render.formats.table import table
from followup.settings.config import default_path, load_settings, localized, settings_reference, settings_text

app = command_app("Show, find and edit the settings.")


@app.command()
def show(*, config_file: ConfigFile = None, json: Json = False) -> None:
    """Show all settings with their values. Their defaults, and where each comes from, stand beside them.

    \b
    Example:
      followup config show
    """
    settings = load_settings(config_file)
    in_file = names_set(_text(settings.path)) if settings.path and settings.path.exists() else frozenset()
    local = {line.name: line.value for line in settings_reference(localized(os.environ))}
    lines = [
        (line, "file" if line.name in in_file else "locale" if local[line.name] != line.default else "default")
        for line in settings_reference(settings)
    ]
    if json:
        show_json(
            [
                {"name": line.name, "value": line.value, "default": line.default, "from": source, "takes": line.words}
                for line, source in lines
            ]
        )
    else:
        rows = [(line.name, line.value, line.default, source) for line, source in lines]
        show_text(table(("setting", "value", "default", "from"), rows))


@app.command()
def path(*, config_file: ConfigFile = None, json: Json = False) -> None:
    """Tell where the settings are, or would be.

    \b
    Example:
      followup config path
    """
    place = config_file or default_path()
    if json:
        show_json({"path": str(place), "exists": place.exists()})
    else:
        show_text(f"{place}\n")


@app.command()
def edit(*, config_file: ConfigFile = None) -> None:
    """Open the settings in your editor. What followup does not understand is refused, and opened again.

    \b
    Example:
      followup config edit
    """
    place = config_file or default_path()
    if not place.exists():
        write_private(place, commented_defaults())
    text = _text(place)
    with drafting(place, "settings", ".toml", text) as draft:
        edited = edit_checked(draft, check_settings, _problem(text))
    if edited is None:
        show_text(f"Nothing changed in {place}.\n")
    else:
        write_private(place, edited)
        show_text(f"Changed {place}.\n")


def _text(place: Path) -> str:
    try:
        return settings_text(place)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileUnreadableError(
            f"the settings {place} cannot be read: {reason}", "mend or remove the file"
        ) from error


def _problem(text: str) -> WrongUsageError | None:
    """Return the mistake that the settings have before they are edited, if any."""
    try:
        check_settings(text)
    except WrongUsageError as error:
        return error
    except FollowupError:
        return None
    return None
