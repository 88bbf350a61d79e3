"""Where a draft stands on its way to an edition."""

from dataclasses import dataclass
from typing import Any

from courses.editions.compiling import CompiledCourse
from courses.editions.models import Edition, PlannedPublication, Submission
from courses.editions.parts import Change, changed_parts, parts_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The live edition, the open submission, what changed since, the plan, and the last one of
    each that ended badly."""

    live: Edition | None
    draft_hash: str
    submission: Submission | None
    changes: list[Change]
    plan: PlannedPublication | None
    returned: Submission | None
    failed: PlannedPublication | None

    @property
    def is_live(self) -> bool:
        """Whether the draft is the same as the live edition."""
        return bool(self.live and self.live.content_hash == self.draft_hash)

    @property
    def is_stale(self) -> bool:
        """Whether the draft is no longer the one that was submitted."""
        return bool(self.submission and self.submission.draft_hash != self.draft_hash)

    @property
    def is_publishable(self) -> bool:
        """Whether the draft as it stands is approved."""
        is_approved = self.submission is not None and self.submission.is_approved
        return is_approved and not self.is_stale and not self.is_live

    @property
    def may_submit(self) -> bool:
        """Whether there is something to submit."""
        return not self.is_live and (self.submission is None or self.is_stale)


def standing_of(compiled: CompiledCourse, live: Edition | None) -> Standing:
    """Return where a compiled draft stands; three queries."""
    course = compiled.course
    rows = course.submissions.select_related("submitted_by", "answered_by")
    newest = rows.first()
    submission = newest if newest and newest.state in Submission.OPEN else None
    plan = course.plans.select_related("planned_by").first()
    states = PlannedPublication.State
    return Standing(
        live=live,
        draft_hash=compiled.hash,
        submission=submission,
        changes=_changes(submission, compiled),
        plan=plan if plan and plan.state == states.WAITING else None,
        returned=newest if newest and newest.state == Submission.State.RETURNED else None,
        failed=plan if plan and plan.state == states.FAILED else None,
    )


def may_answer(user: Any, submission: Submission | None) -> bool:
    """Whether somebody may approve or return this: a reviewer who did not submit it."""
    return bool(
        submission
        and user.has_perm("courses.publish_course")
        and submission.submitted_by_id != user.pk
    )


def _changes(submission: Submission | None, compiled: CompiledCourse) -> list[Change]:
    if submission is None or submission.draft_hash == compiled.hash:
        return []
    return changed_parts(submission.parts, parts_of(compiled))
