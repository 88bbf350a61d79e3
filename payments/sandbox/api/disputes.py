"""Disputes."""

from payments.sandbox import changing, disputes, lists, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.operations import Call, operation


@operation("GET /v1/disputes/{dispute}")
def retrieve(call: Call) -> Body:
    """Show a dispute."""
    return store.find("dispute", call.id, param="dispute").body


@operation("GET /v1/disputes", f"{lists.DATED} charge payment_intent")
def every(call: Call) -> Body:
    """List disputes."""
    return lists.listed("dispute", call, "charge", "payment_intent")


@operation(
    "POST /v1/disputes/{dispute}",
    f"evidence{{{disputes.EVIDENCE} enhanced_evidence:any}} metadata:metadata submit:boolean",
)
def update(call: Call) -> Body:
    """Answer a dispute: keep evidence, and hand it in unless told to wait."""
    row = store.lock("dispute", call.id, param="dispute")
    evidence = call.params.get("evidence")
    if evidence and row.body["status"] not in disputes.OPEN | disputes.INQUIRY:
        raise Refusal("This dispute is already closed.")
    if evidence:
        row.body["evidence"] |= evidence
        row.body["evidence_details"]["has_evidence"] = True
    body = changing.update(row, call.params, (), "charge.dispute.updated")
    if evidence and call.params.get("submit", True):
        disputes.submit(row, text=evidence.get("uncategorized_text") or "")
        body = row.body
    return body


@operation("POST /v1/disputes/{dispute}/close")
def close(call: Call) -> Body:
    """Give in."""
    return disputes.close_dispute(call.id, won=False)
