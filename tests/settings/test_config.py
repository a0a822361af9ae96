"""config.toml -> Settings: what may be set, and what is wrong with the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.model.rules import Away, Intervals, OccasionRules, Rules
from followup.errors import FileUnreadableError, FollowupError, WrongUsageError
from followup.settings.config import (
    SETTINGS,
    Setting,
    Settings,
    default_path,
    load_settings,
    parse_settings,
    settings_reference,
)


def test_without_a_file_everything_has_its_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = load_settings(environ={})
    assert found.rules == Rules()
    assert found.path is None


def test_country_and_currency_come_from_the_locale_where_it_has_one() -> None:
    def local(**environ: str) -> tuple[str, str]:
        found = load_settings(Path("/dev/null"), environ)
        return found.workdays.country, found.currency

    assert local(LANG="zh_CN.UTF-8") == ("CN", "CNY")
    assert local(LANG="en_US.UTF-8", LC_ALL="de_AT@euro") == ("AT", "EUR")
    assert local(LANG="sw_KE") == ("KE", "")
    assert local(LANG="C.UTF-8") == ("", "")
    assert local() == ("", "")


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('\ufeffcurrency = "cny"\n[agenda]\nprotect = "40%"\nminutes.visit = 45\n', encoding="utf-8")
    found = load_settings(file, {"LANG": "C"})
    assert (found.path, found.currency, found.week.protect, found.week.minutes.visit) == (file, "CNY", 0.4, 45)
    assert found.week.minutes.call == 15


@pytest.mark.parametrize(
    ("text", "read", "value"),
    [
        ("cadence.B.visit = 45", lambda found: found.cadence.intervals["B"], Intervals(45, 14)),
        ('cadence.A.call = "never"', lambda found: found.cadence.intervals["A"], Intervals(14, None)),
        ("cadence.none.call = 60", lambda found: found.cadence.intervals[None], Intervals(None, 60)),
        ("cadence.message_counts = false", lambda found: found.cadence.message_counts, False),
        ("balance.points.gift = 0.5", lambda found: found.balance.points["gift"], 0.5),
        ('agenda.important = ["a"]', lambda found: found.week.important, ("A",)),
        ("agenda.holidays = [2026-12-31, '2026-12-30']", lambda found: found.workdays.holidays,
         (date(2026, 12, 30), date(2026, 12, 31))),
        ('agenda.away = ["2026-08-03..2026-08-14", "2026-09-01 half"]', lambda found: found.workdays.away,
         (Away(date(2026, 8, 3), date(2026, 8, 14)), Away(date(2026, 9, 1), date(2026, 9, 1), half=True))),
        ('occasions = {leap_day = "03-01", day_off = "before"}', lambda found: found.occasions,
         OccasionRules("03-01", "before")),
        ('occasions.festivals = ["Christmas"]', lambda found: found.occasions.festivals, ("Christmas",)),
        ('phone.region = "cn"', lambda found: found.phone_region, "CN"),
        ('agenda.country = ""', lambda found: found.workdays.country, ""),
        ("[agenda]", lambda found: found, Settings()),
        ("", lambda found: found, Settings()),
    ],
)  # fmt: skip
def test_a_setting_is_read(text: str, read: object, value: object) -> None:
    assert read(parse_settings(text)) == value  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("agenda.protect = 1.5", "agenda.protect"),
        ('agenda.protect = "150 %"', "agenda.protect"),
        ("agenda.protect = true", "agenda.protect"),
        ("agenda.protect = nan", "agenda.protect"),
        ("agenda.capacity = 1.5", "agenda.capacity"),
        ("agenda.capacity = true", "agenda.capacity"),
        ("agenda.capacity = -1", "agenda.capacity"),
        ("cadence.A.visit = 0", "cadence.A.visit"),
        ('cadence.message_counts = "yes"', "cadence.message_counts"),
        ('agenda.important = ["F"]', "agenda.important"),
        ('agenda.important = "A"', "agenda.important"),
        ('agenda.holidays = ["soon"]', "agenda.holidays"),
        ("agenda.holidays = [2026-12-31T10:00:00]", "agenda.holidays"),
        ('agenda.away = ["2026-01-02..2026-01-01"]', "agenda.away"),
        ('agenda.away = ["2026-01-02 am"]', "agenda.away"),
        ('occasions.festivals = ["Xmas"]', "occasions.festivals"),
        ('occasions.day_off = "after"', "occasions.day_off"),
        ("currency = 3", "currency"),
        ('currency = "EURO"', "currency"),
        ('phone.region = "中国"', "phone.region"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_the_setting_and_what_it_takes(text: str, names: str) -> None:
    with pytest.raises(WrongUsageError) as wrong:
        parse_settings(text)
    assert names in str(wrong.value)
    assert wrong.value.hint.lower().startswith("it takes ")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("agenda.protct = 1", "agenda.protect"),
        ("protect = 1", "agenda.protect"),
        ("cadence.F.visit = 3", "cadence.E.visit"),
        ("[agenda.minute]\nvisit = 3", "agenda.minutes.visit"),
        ("zzz = 1", "followup config show"),
        ("[zzz]", "followup config show"),
    ],
)
def test_an_unknown_setting_names_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(WrongUsageError) as wrong:
        parse_settings(text)
    assert nearest in wrong.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "agenda.holidays = [2026-10-10]\nagenda.workdays = [2026-10-10]",
        "value.top_share = 0.7\nvalue.tail_share = 0.4",
        "warnings.early_value = 0.1",
        "warnings.early_silence = 4",
    ],
)
def test_settings_that_contradict_each_other_are_refused(text: str) -> None:
    with pytest.raises(WrongUsageError, match="contradict"):
        parse_settings(text)


def test_a_file_that_is_no_toml_names_the_line() -> None:
    with pytest.raises(WrongUsageError, match="line 2"):
        parse_settings("currency = 'CNY'\nagenda = = 3\n")


def test_a_named_file_must_be_there_and_be_text(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="no settings at"):
        load_settings(tmp_path / "none.toml", {})
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileUnreadableError, match="cannot be read"):
        load_settings(tmp_path / "binary.toml", {})
    with pytest.raises(FileUnreadableError, match="cannot be read"):
        load_settings(tmp_path, {})


def test_where_the_settings_are_said_to_live_they_may_be_missing(tmp_path: Path) -> None:
    place = tmp_path / "none.toml"
    environ = {"FOLLOWUP_CONFIG": str(place)}
    assert load_settings(None, environ) == load_settings(place, environ) == Settings()


def test_the_settings_live_in_the_platforms_config_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path({}).name == "config.toml"
    assert default_path({}).parent.name == "followup"
    assert default_path({"FOLLOWUP_CONFIG": "/a/b.toml"}) == Path("/a/b.toml")


def test_the_reference_can_be_written_into_a_file_and_read_back() -> None:
    text = "\n".join(
        f"{line.name} = {line.default}" for line in settings_reference() if line.name != "occasions.festivals"
    )
    assert parse_settings(text) == Settings()
    assert all(line.doc.endswith(".") and line.words for line in settings_reference())
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_the_reference_shows_what_is_in_force() -> None:
    found = parse_settings('agenda.away = ["2026-09-01 half"]\ncadence.A.visit = "never"\nagenda.protect = 0.4')
    shown = {line.name: line.value for line in settings_reference(found)}
    assert shown["agenda.away"] == '["2026-09-01..2026-09-01 half"]'
    assert shown["cadence.A.visit"] == '"never"'
    assert shown["agenda.protect"] == "0.4"
    assert shown["cadence.message_counts"] == "true"


odd = st.sampled_from(['"x"', "[1]", "[[]]", "{}", "{a=1}", "2026-01-01", "true", "inf"])
values = st.one_of(st.integers().map(str), st.floats().map(str), odd)


def refusal(text: str) -> FollowupError | None:
    try:
        parse_settings(text)
    except FollowupError as error:
        return error
    return None


@given(st.sampled_from(SETTINGS), values)
def test_no_value_is_too_odd_to_be_refused_in_a_sentence(setting: Setting, value: str) -> None:
    found = refusal(f"{setting.name} = {value}")
    assert found is None or found.hint
