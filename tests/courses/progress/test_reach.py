"""Whom publishing concerns: learners in progress, and those who finished."""

from courses.enrolment.models import Enrolment
from courses.progress.reach import Reach, reach_of
from tests.factories import publish_course
from tests.reviewing import change_draft
from tests.study import finish


def test_reach_counts_learners(enrolment: Enrolment, other_enrolment: Enrolment) -> None:
    finish(other_enrolment)
    assert reach_of(enrolment.course) == Reach(in_progress=1, in_newest=1, finished=1)

    change_draft(enrolment.course)
    publish_course(enrolment.course)

    reach = reach_of(enrolment.course)
    assert (reach.in_newest, reach.in_older, reach.finished) == (0, 1, 1)
