"""config.toml as one frozen `Settings`, read by the table SETTINGS.

A new setting is one entry of the table and one field, with its default, in `core.model.rules` (or in `Settings`).
Reading the file, `config show` and the documentation all use the table.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from followup.core.model.rules import (
    INTERVALS,
    POINTS,
    BalanceRules,
    CadenceRules,
    GradeRules,
    OccasionRules,
    Rules,
    ValueRules,
    WarningRules,
    WeekRules,
    WorkdayRules,
)
from followup.errors import FileUnreadableError, WrongUsageError
from followup.ordinary_files import read_ordinary
from followup.settings.kinds import (
    COUNTRY,
    DATES,
    DAYS,
    FACTOR,
    FESTIVAL_NAMES,
    FILES,
    HOURS,
    INTERVAL,
    LIMITS,
    MINUTES,
    MONTHS,
    POINT,
    SHARE,
    TEXT,
    TRUTH,
    Kind,
    away,
    choice,
    code,
    grades,
    number,
    toml_value,
    whole,
)

LARGEST_SETTINGS = 1 << 20
CURRENCIES = {
    "CN": "CNY", "HK": "HKD", "TW": "TWD", "SG": "SGD", "JP": "JPY", "KR": "KRW", "IN": "INR", "US": "USD", "CA": "CAD",
    "AU": "AUD", "NZ": "NZD", "GB": "GBP", "CH": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "PL": "PLN", "CZ": "CZK",
    "DE": "EUR", "AT": "EUR", "FR": "EUR", "IT": "EUR", "ES": "EUR", "NL": "EUR", "BE": "EUR", "IE": "EUR", "PT": "EUR",
    "FI": "EUR", "GR": "EUR", "BR": "BRL", "MX": "MXN", "ZA": "ZAR",
}  # fmt: skip


class Settings(NamedTuple):
    """All settings, with defaults. `path` is the file they were read from; None without one.

    `currency` is an ISO 4217 code or empty, `phone_region` an ISO country or empty (then it is derived from the
    numbers), `grade_labels` is `letters` or `numbers`.
    """

    path: Path | None = None
    currency: str = ""
    phone_region: str = ""
    grade_labels: str = "letters"
    grading: GradeRules = GradeRules()
    cadence: CadenceRules = CadenceRules()
    week: WeekRules = WeekRules()
    workdays: WorkdayRules = WorkdayRules()
    occasions: OccasionRules = OccasionRules()
    balance: BalanceRules = BalanceRules()
    warnings: WarningRules = WarningRules()
    value: ValueRules = ValueRules()

    @property
    def rules(self) -> Rules:
        """The rules of core, with these settings."""
        return Rules(self.cadence, self.week, self.occasions, self.balance, self.warnings, self.value)


class Setting(NamedTuple):
    """A setting: its dotted name, the path of its value in `Settings`, what it may hold, what it is for."""

    name: str
    path: tuple[str | None, ...]
    kind: Kind
    doc: str


class SettingLine(NamedTuple):
    """A setting as `config show` and the documentation list it; values are written as in TOML."""

    name: str
    value: str
    default: str
    words: str
    doc: str


SETTINGS: tuple[Setting, ...] = (
    Setting("currency", ("currency",), Kind('a currency of three letters ("CNY"), or ""', code(3)),
            "Money is shown in it; nothing is converted."),
    Setting("margin", ("value", "margin"), SHARE, "Profit of a sale that does not tell its own: amount x margin."),
    Setting("phone.region", ("phone_region",), COUNTRY,
            "Country of phone numbers without a country code; empty: found from the numbers."),
    Setting("grade.labels", ("grade_labels",), choice("letters", "numbers"), "Show grades as A-E or as 1-5."),
    Setting("grade.policy", ("grading", "policy"), choice("profit", "threshold", "rfm"),
            "What followup grade auto goes by."),
    Setting("grade.field", ("grading", "field"), TEXT, "Whose number the limits are for; empty: the value's profit."),
    Setting("grade.limits", ("grading", "limits"), LIMITS,
            "Limits of threshold: of three the highest is A, below the lowest is D."),
    Setting("agenda.important", ("week", "important"), Kind('a list of grades (["A", "B"])', grades),
            "Grades that make an item important."),
    Setting("agenda.capacity", ("week", "capacity"), MINUTES, "Minutes a working day has for the agenda."),
    Setting("agenda.area", ("week", "area"), choice("city", "district", "postcode"),
            "What of an address is its area, where the contact has no area of its own."),
    Setting("agenda.protect", ("week", "protect"), SHARE,
            "Share of the week kept for what is important and not urgent."),
    Setting("agenda.rest_days", ("cadence", "rest_days"), DAYS, "At most one touch of a contact within so many days."),
    Setting("agenda.country", ("workdays", "country"), COUNTRY, "Whose public holidays are no working days."),
    Setting("agenda.holidays", ("workdays", "holidays"), DATES, "Days off the calendar of the country does not know."),
    Setting("agenda.workdays", ("workdays", "workdays"), DATES, "Days worked although it is a weekend or a holiday."),
    Setting("agenda.away", ("workdays", "away"),
            Kind('a list of days (["2026-08-03..2026-08-14", "2026-09-01 half"])', away),
            "Days you are away; half: half of the day's minutes are left. By command: followup away add."),
    Setting("agenda.busy", ("workdays", "calendars"), FILES,
            "Other calendars, .ics files from this file's folder: the hours of their events are busy."),
    Setting("agenda.hours", ("workdays", "hours"), HOURS,
            "The hours of a working day: what is busy or off outside of them takes nothing."),
    Setting("agenda.minutes.visit", ("week", "minutes", "visit"), MINUTES, "What a visit takes."),
    Setting("agenda.minutes.travel", ("week", "minutes", "travel"), MINUTES,
            "Travel for each area visited on a day."),
    Setting("agenda.minutes.call", ("week", "minutes", "call"), MINUTES, "What a call takes."),
    Setting("agenda.minutes.greeting", ("week", "minutes", "greeting"), MINUTES, "What a greeting takes."),
    Setting("agenda.minutes.task", ("week", "minutes", "task"), MINUTES, "What a task takes that does not say."),
    Setting("agenda.minutes.festival", ("week", "minutes", "festival"), MINUTES, "What a festival's batch takes."),
    *(Setting(f"cadence.{grade or 'none'}.{way}", ("cadence", "intervals", grade, way), INTERVAL,
              f"How often {'those without a grade are' if grade is None else f'{grade} is'} due for a {way}.")
      for grade in INTERVALS for way in ("visit", "call")),
    Setting("cadence.message_counts", ("cadence", "message_counts"), TRUTH, "Answered messages count as calls."),
    Setting("occasions.leap_day", ("occasions", "leap_day"), choice("02-28", "03-01"),
            "Where 29 February goes in other years."),
    Setting("occasions.day_off", ("occasions", "day_off"), choice("same", "before"),
            "Greetings on a day off: on the day, or on the working day before."),
    Setting("occasions.festivals", ("occasions", "festivals"), FESTIVAL_NAMES,
            "Festivals to greet for; without it those of each contact's language."),
    *(Setting(f"balance.points.{kind}", ("balance", "points", kind), POINT, f"What one {kind} adds to the balance.")
      for kind in POINTS),
    Setting("balance.half_life", ("balance", "half_life"), Kind("days, 1 to 3650", number(1, 3650)),
            "After so many days points count half."),
    Setting("balance.late_task", ("balance", "late_task"), POINT, "What a task over a week late adds to the balance."),
    Setting("warnings.watch_value", ("warnings", "watch_value"), SHARE, "Value lost that is worth watching."),
    Setting("warnings.early_value", ("warnings", "early_value"), SHARE, "Value lost that is an early warning."),
    Setting("warnings.acute_value", ("warnings", "acute_value"), SHARE, "Value lost that is acute."),
    Setting("warnings.watch_balance", ("warnings", "watch_balance"), SHARE,
            "A balance under this share of its peak is worth watching."),
    Setting("warnings.early_silence", ("warnings", "early_silence"), FACTOR, "Silence, in intervals, that is early."),
    Setting("warnings.acute_silence", ("warnings", "acute_silence"), FACTOR, "Silence, in intervals, that is acute."),
    Setting("warnings.complaint_days", ("warnings", "complaint_days"), DAYS, "A complaint open longer is acute."),
    Setting("value.window", ("value", "window"), MONTHS, "Months that value is counted over."),
    Setting("value.top_share", ("value", "top_share"), SHARE, "Share of the customers that is the top segment."),
    Setting("value.tail_share", ("value", "tail_share"), SHARE, "Share of the customers that is the tail segment."),
    Setting("value.new_days", ("value", "new_days"), DAYS, "A customer is new while the first sale is younger."),
    Setting("value.repurchase_days", ("value", "repurchase_days"), Kind("days, 1 to 36500", whole(1, 36500)),
            "Without a rhythm of sales, a customer is lost after so many days."),
)  # fmt: skip


def default_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the settings file: FOLLOWUP_CONFIG, else config.toml in the platform's folder for settings."""
    if environ.get("FOLLOWUP_CONFIG"):
        return Path(environ["FOLLOWUP_CONFIG"])
    if sys.platform == "linux":  # the same as platformdirs, without the time to import it
        base = environ.get("XDG_CONFIG_HOME", "")
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".config") / "followup" / "config.toml"
    import platformdirs

    return Path(platformdirs.user_config_dir("followup", appauthor=False)) / "config.toml"


def load_settings(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of `path`, by default of `default_path`, a file that need not exist.

    Raises FileUnreadableError for a file that cannot be read, WrongUsageError with the place of a mistake in it.
    """
    default = default_path(environ)
    path = path or default
    settings = localized(environ)
    try:
        text = settings_text(path)
    except FileNotFoundError:
        if path == default:
            return settings
        raise FileUnreadableError(f"there are no settings at {path}", "check --config") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileUnreadableError(
            f"the settings {path} cannot be read: {reason}", "see: followup config path"
        ) from None
    try:
        return parse_settings(text, settings)._replace(path=path)
    except WrongUsageError as error:
        raise WrongUsageError(f"{path}: {error}", error.hint) from None


def settings_text(path: Path) -> str:
    """Return the text of a settings file; empty for /dev/null, which means no settings.

    Raises OSError unless it is an ordinary file of at most LARGEST_SETTINGS bytes, and UnicodeDecodeError unless it
    is text.
    """
    return "" if str(path) == os.devnull else read_ordinary(path, LARGEST_SETTINGS).decode("utf-8-sig")


def localized(environ: Mapping[str, str]) -> Settings:
    """Return the settings without a file: country and currency come from the locale (`zh_CN.UTF-8`)."""
    locale = environ.get("LC_ALL") or environ.get("LC_TIME") or environ.get("LANG") or ""
    country = locale.partition(".")[0].partition("@")[0].partition("_")[2]
    if len(country) != 2 or not country.isalpha():  # noqa: PLR2004 - ISO 3166 codes have two letters
        return Settings()
    return Settings(currency=CURRENCIES.get(country, ""), workdays=WorkdayRules(country=country.upper()))


def parse_settings(text: str, settings: Settings = Settings()) -> Settings:  # noqa: B008 - immutable
    """Return `settings` with the values that a TOML text sets.

    Raises WrongUsageError with the line of a mistake, or the setting nearest to an unknown one.
    """
    try:
        return _with_text(text, settings)
    except RecursionError:
        raise WrongUsageError(
            "the settings are nested thousands deep",
            "no setting is deeper than agenda.capacity = 360; move the file away, and: followup config edit",
        ) from None


def _with_text(text: str, settings: Settings) -> Settings:
    import tomllib

    try:
        tree = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and what int() raises for a number with thousands of digits
        raise WrongUsageError(f"the settings are no TOML: {error}", "mend: followup config edit") from None
    known = {setting.name: setting for setting in SETTINGS}
    for name, value in _flat(tree, known):
        setting = known.get(name)
        if setting is None:
            raise _unknown(name, known)
        settings = _replaced(settings, setting.path, _read(setting, value))  # type: ignore[assignment]
    _check(settings)
    return settings


def settings_reference(settings: Settings = Settings()) -> list[SettingLine]:  # noqa: B008 - immutable
    """Return all settings with their value, default, what they may hold and what they are for."""
    default = Settings()
    return [
        SettingLine(
            setting.name,
            toml_value(_get(settings, setting.path), setting.kind),
            toml_value(_get(default, setting.path), setting.kind),
            setting.kind.words,
            setting.doc,
        )
        for setting in SETTINGS
    ]


def _flat(tree: Mapping[str, object], known: Mapping[str, Setting], prefix: str = "") -> list[tuple[str, object]]:
    """Return the settings of a TOML tree as pairs of a dotted name and a value, without empty tables."""
    pairs: list[tuple[str, object]] = []
    for key, value in tree.items():
        name = prefix + key
        if isinstance(value, dict) and value and name not in known:
            pairs += _flat(value, known, f"{name}.")
        elif not (isinstance(value, dict) and any(other.startswith(f"{name}.") for other in known)):
            pairs.append((name, value))
    return pairs


def _unknown(name: str, known: Mapping[str, Setting]) -> WrongUsageError:
    import difflib

    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    near = near or [other for other in known if other.rpartition(".")[2] == name.rpartition(".")[2]]
    hint = f"did you mean {near[0]}?" if near else "see what there is: followup config show"
    return WrongUsageError(f'there is no setting "{name}"', hint)


def _read(setting: Setting, value: object) -> object:
    try:
        return setting.kind.read(value)
    except ValueError:
        raise WrongUsageError(
            f"the setting {setting.name} cannot be {value!r}", f"it takes {setting.kind.words}"
        ) from None


def _check(settings: Settings) -> None:
    """Raise WrongUsageError where two settings contradict each other."""
    warnings = settings.warnings
    both = set(settings.workdays.holidays) & set(settings.workdays.workdays)
    contradictions = {
        f"agenda.holidays and agenda.workdays both have {min(both, default=None)}": bool(both),
        "value.top_share and value.tail_share are more than everybody": (
            settings.value.top_share + settings.value.tail_share > 1
        ),
        "warnings.watch_value, early_value and acute_value do not rise": not (
            warnings.watch_value <= warnings.early_value <= warnings.acute_value
        ),
        "warnings.early_silence is longer than acute_silence": warnings.early_silence > warnings.acute_silence,
    }
    for sentence, wrong in contradictions.items():
        if wrong:
            raise WrongUsageError(f"the settings contradict each other: {sentence}", "mend: followup config edit")


def _get(value: object, path: tuple[str | None, ...]) -> object:
    for step in path:
        value = value[step] if isinstance(value, Mapping) else getattr(value, str(step))
    return value


def _replaced(value: object, path: tuple[str | None, ...], new: object) -> object:
    """Return a copy of a named tuple or mapping with the value at a path replaced."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return {**value, step: _replaced(value[step], rest, new)}
    return value._replace(**{str(step): _replaced(getattr(value, str(step)), rest, new)})  # type: ignore[attr-defined]
