"""Every name by others is refused with a reason or printed whole; none fails in silence."""

import re

from tests.cases import names, naughty_strings, needs_cases
from tests.printing import accepted, is_whole, printed

REASON = re.compile(r"We cannot print “.+?” \(.+?\)|Enter your name with at least one letter", re.S)


@needs_cases
def test_every_name_is_refused_with_a_reason_or_printed_whole() -> None:
    kept, refused = accepted([*names(), *naughty_strings()])

    read = printed(kept)

    silent = [pair for pair in zip(kept, read, strict=True) if not is_whole(*pair)]
    assert silent == []
    assert [words for words in refused.values() if not REASON.match(words)] == []
    assert len(kept) > 600


@needs_cases
def test_nearly_every_name_is_read_back_to_the_letter() -> None:
    kept, _ = accepted(names())

    pairs = zip(kept, printed(kept), strict=True)

    doubled = [name for name, read in pairs if name != read]
    assert len(doubled) < 12, doubled


@needs_cases
def test_only_scripts_without_a_font_of_ours_are_refused_among_real_names() -> None:
    _, refused = accepted(names())

    scripts = {re.sub(r".*?\((\w+).*", r"\1", words, flags=re.S) for words in refused.values()}
    assert scripts == {"cherokee", "syriac"}
