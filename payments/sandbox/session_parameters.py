"""What a checkout session takes: long, because Stripe's is."""

from payments.sandbox.catalogue import PRICE
from payments.sandbox.customers import SHIPPING

LINE = (
    "line_items[]{price quantity:integer metadata:metadata tax_rates[] "
    "adjustable_quantity{enabled!:boolean maximum:integer minimum:integer} "
    f"price_data{{{PRICE} product_data{{name! description images[] metadata:metadata tax_code "
    "tax_details:any unit_label}}}"
)
INTENT = (
    "payment_intent_data{capture_method:automatic|automatic_async|manual description "
    "metadata:metadata receipt_email setup_future_usage:off_session|on_session "
    "statement_descriptor statement_descriptor_suffix transfer_group on_behalf_of "
    f"application_fee_amount:integer transfer_data:any {SHIPPING}}}"
)
CREATE = (
    f"{LINE} {INTENT} mode:payment|setup|subscription success_url cancel_url return_url currency "
    "client_reference_id customer customer_account customer_email metadata:metadata "
    "expires_at:integer locale adaptive_pricing{enabled:boolean} allow_promotion_codes:boolean "
    "automatic_tax{enabled!:boolean liability:any} billing_address_collection:auto|required "
    "allowed_payment_method_types[] excluded_payment_method_types[] "
    "payment_method_configuration payment_method_options:any payment_method_data:any "
    "customer_creation:always|if_required customer_update:any discounts[]{coupon promotion_code} "
    "phone_number_collection{enabled!:boolean} tax_id_collection{enabled!:boolean "
    "required:if_supported|never} submit_type:auto|book|donate|pay|subscribe "
    "payment_method_collection:always|if_required "
    "consent_collection{terms_of_service:none|required promotions:auto|none "
    "payment_method_reuse_agreement:any} custom_text:any custom_fields[]:any "
    "after_expiration:any branding_settings:any integration_identifier invoice_creation:any "
    "managed_payments:any name_collection:any optional_items[]:any "
    "origin_context:mobile_app|web permissions:any redirect_on_completion:always|if_required|never "
    "saved_payment_method_options:any setup_intent_data:any "
    "shipping_address_collection{allowed_countries[]!} shipping_options[]:any "
    "subscription_data{description metadata:metadata trial_period_days:integer default_tax_rates[] "
    "trial_end:integer billing_cycle_anchor:integer proration_behavior trial_settings:any "
    "application_fee_percent:number on_behalf_of billing_mode:any invoice_settings:any "
    "transfer_data:any pending_invoice_item_interval:any billing_cycle_anchor_config:any} "
    "ui_mode:hosted_page|embedded_page|elements|custom|embedded|hosted "
    "wallet_options:any"
)
UPDATE = "metadata:metadata collected_information:any shipping_options[]:any"
EVERY = (
    "customer customer_account customer_details{email!} payment_intent payment_link "
    "status:open|complete|expired subscription"
)
