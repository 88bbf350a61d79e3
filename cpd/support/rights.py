"""Who may do what at the desk."""

from django.contrib.auth.decorators import permission_required

HELP, MERGE = "support.help_learners", "support.merge_accounts"
IMPERSONATE, ENROL_MANY = "support.impersonate", "support.add_bulkenrolment"

for_support = permission_required(HELP, raise_exception=True)
may_merge = permission_required(MERGE, raise_exception=True)
may_impersonate = permission_required(IMPERSONATE, raise_exception=True)
may_enrol_many = permission_required(ENROL_MANY, raise_exception=True)
may_correct_names = permission_required("certificates.correct_certificate", raise_exception=True)
