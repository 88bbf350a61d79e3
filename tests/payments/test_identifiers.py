"""ABN and VAT numbers: what is one, what only looks like one, and how each is printed."""

import pytest

from payments.identifiers import WrongNumber, clean_abn, clean_tax_number, clean_vat_number

ABN = "51824753556"  # the Australian Taxation Office's own


@pytest.mark.parametrize("typed", [ABN, "51 824 753 556", "51-824-753-556", " abn 51 824 753 556 "])
def test_an_abn_is_read_as_people_write_it(typed: str) -> None:
    assert clean_abn(typed) == "51 824 753 556"


@pytest.mark.parametrize("place", range(11))
def test_one_wrong_digit_makes_no_abn(place: int) -> None:
    wrong = str((int(ABN[place]) + 1) % 10)

    with pytest.raises(WrongNumber):
        clean_abn(ABN[:place] + wrong + ABN[place + 1 :])


@pytest.mark.parametrize(
    "typed", ["", "5182475355", "518247535560", "01824753556", "5182475355X", "٥١٨٢٤٧٥٣٥٥٦"]
)
def test_what_has_not_eleven_digits_is_no_abn(typed: str) -> None:
    with pytest.raises(WrongNumber):
        clean_abn(typed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("GB 980 7806 84", "GB 980 7806 84"),  # the old sum: 8*9+7*8+6*0+5*7+4*8+3*0+2*6 = 207
        ("980780684", "GB 980 7806 84"),
        ("vat gb980780684", "GB 980 7806 84"),
        ("XI980780684", "XI 980 7806 84"),
        ("GB980780684001", "GB 980 7806 84 001"),
        ("GB980780629", "GB 980 7806 29"),  # the sum of 2010: 207 + 29 + 55 = 3 * 97
        ("GBGD001", "GB GD001"),
        ("ha 599", "GB HA599"),
    ],
)
def test_a_vat_number_is_read_as_people_write_it(typed: str, printed: str) -> None:
    assert clean_vat_number(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "GB980780685",
        "GB98078068",
        "FR980780684",
        "GB000000000",
        "GBGD500",
        "GBHA499",
        "GB98078068A",
    ],
)
def test_what_is_no_vat_number_is_refused(typed: str) -> None:
    with pytest.raises(WrongNumber):
        clean_vat_number(typed)


def test_each_country_has_its_own_kind_of_number() -> None:
    assert clean_tax_number(ABN, country="AU").startswith("51 ")
    with pytest.raises(WrongNumber):
        clean_tax_number(ABN, country="GB")
