"""Every name by others is refused with a reason or printed to the letter; none fails in
silence."""

import re

from tests.cases import names, naughty_strings, needs_cases
from tests.printing import accepted, printed

REASON = re.compile(r"We cannot print “.+?” \(.+?\)|Enter your name with at least one letter", re.S)


@needs_cases
def test_every_name_is_refused_with_a_reason_or_printed_to_the_letter() -> None:
    kept, refused = accepted([*names(), *naughty_strings()])

    assert printed(kept) == kept
    assert [words for words in refused.values() if not REASON.match(words)] == []
    assert len(kept) > 600


@needs_cases
def test_only_scripts_without_a_font_of_ours_are_refused_among_real_names() -> None:
    _, refused = accepted(names())

    scripts = {re.sub(r".*?\((\w+).*", r"\1", words, flags=re.S) for words in refused.values()}
    assert scripts == {"cherokee", "syriac"}
