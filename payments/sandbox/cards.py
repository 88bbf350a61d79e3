"""Stripe's test cards: what each one does."""

from dataclasses import dataclass

DECLINED = "Your card was declined."
HOME = {"aud": "AU", "gbp": "GB"}


@dataclass(frozen=True, slots=True)
class Card:
    """A card number and what follows when it pays."""

    number: str
    brand: str = "visa"
    country: str = ""  # empty: where the currency is at home
    funding: str = "credit"
    code: str = ""  # empty: it pays
    decline_code: str = ""
    message: str = ""
    asks_for_authentication: bool = False
    aftermath: str = ""  # what happens once it has paid

    @property
    def last4(self) -> str:
        """The digits that people see."""
        return self.number[-4:]

    def country_for(self, currency: str, asked: str | None = None) -> str:
        """Return where the card is from. At Stripe most test cards are from the US; here they are
        from Australia or the UK by currency, so that a sale needs no special card."""
        return self.country or asked or HOME.get(currency, "US")


def _declined(number: str, decline_code: str, message: str = DECLINED) -> Card:
    return Card(number, code="card_declined", decline_code=decline_code, message=message)


_ALL = [
    Card("4242424242424242"),
    Card("4000056655665556", funding="debit"),
    Card("5555555555554444", brand="mastercard"),
    Card("378282246310005", brand="amex"),
    Card("4000000360000006", country="AU"),
    Card("4000008260000000", country="GB"),
    Card("4000008400000000", country="US"),
    _declined("4000000000000002", "generic_decline"),
    _declined("4000000000009995", "insufficient_funds", "Your card has insufficient funds."),
    _declined("4000000000009987", "lost_card"),
    _declined("4000000000009979", "stolen_card"),
    _declined("4000000000000341", "generic_decline"),
    _declined("4100000000000019", "fraudulent"),
    Card("4000000000000069", code="expired_card", message="Your card has expired."),
    Card(
        "4000000000000127", code="incorrect_cvc", message="Your card's security code is incorrect."
    ),
    Card(
        "4000000000000119",
        code="processing_error",
        message="An error occurred while processing your card. Try again in a little bit.",
    ),
    Card("4000002500003155", asks_for_authentication=True),
    Card("4000002760003184", asks_for_authentication=True),
    Card("4000000000003220", asks_for_authentication=True),
    Card(
        "4000008400001629",
        asks_for_authentication=True,
        code="card_declined",
        decline_code="generic_decline",
        message=DECLINED,
    ),
    Card("4000000000000259", aftermath="chargeback"),
    Card("4000000000001976", aftermath="inquiry"),
    Card("4000000000005423", aftermath="early_fraud_warning"),
    Card("4000000000005126", aftermath="refund_fails"),
    Card("4000000000007726", aftermath="refund_waits"),
]
CARDS = {card.number: card for card in _ALL}
# The names Stripe's documentation uses for them, after `pm_card_` or `tok_`.
TOKENS = {
    "visa": "4242424242424242",
    "visa_debit": "4000056655665556",
    "mastercard": "5555555555554444",
    "amex": "378282246310005",
    "au": "4000000360000006",
    "gb": "4000008260000000",
    "us": "4000008400000000",
    "chargeDeclined": "4000000000000002",
    "visa_chargeDeclined": "4000000000000002",
    "chargeDeclinedInsufficientFunds": "4000000000009995",
    "visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "chargeDeclinedLostCard": "4000000000009987",
    "chargeDeclinedStolenCard": "4000000000009979",
    "chargeDeclinedExpiredCard": "4000000000000069",
    "chargeDeclinedIncorrectCvc": "4000000000000127",
    "chargeDeclinedProcessingError": "4000000000000119",
    "chargeCustomerFail": "4000000000000341",
    "authenticationRequired": "4000002500003155",
    "authenticationRequiredOnSetup": "4000002760003184",
    "threeDSecure2Required": "4000000000003220",
    "createDispute": "4000000000000259",
    "createDisputeInquiry": "4000000000001976",
    "createEarlyFraudWarning": "4000000000005423",
    "refundFail": "4000000000005126",
    "pendingRefund": "4000000000007726",
}


def by_number(text: str) -> Card:
    """Return a card by what a person typed. Any other number is refused as Stripe's test mode
    does: a wrong one as wrong, a real one as real."""
    number = "".join(text.split()).replace("-", "")
    if number in CARDS:
        return CARDS[number]
    if not is_plausible(number):
        return Card(number, code="incorrect_number", message="Your card number is incorrect.")
    return _declined(
        number,
        "test_mode_live_card",
        "Your card was declined. Only test cards work here, and no money moves.",
    )


def by_token(name: str) -> Card | None:
    """Return a card by `pm_card_visa`, `tok_visa` and the like."""
    for prefix in ("pm_card_", "tok_"):
        if name.startswith(prefix):
            number = TOKENS.get(name.removeprefix(prefix))
            return CARDS[number] if number else None
    return None


def is_plausible(number: str) -> bool:
    """Whether the check digit is right (Luhn)."""
    if not number.isdecimal() or not 12 <= len(number) <= 19:
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
