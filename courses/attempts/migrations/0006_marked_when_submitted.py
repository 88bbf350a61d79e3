"""A submitted attempt has its mark."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attempts", "0005_mark_old_attempts")]

    operations = [
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('percent__isnull', False), ('right_count__isnull', False), ('state', 'submitted'), ('submitted_at__isnull', False)), models.Q(('is_passed', False), ('percent__isnull', True), ('right_count__isnull', True), ('state', 'open'), ('submitted_at__isnull', True)), _connector='OR'), name='attempt_marked_when_submitted'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(('percent__isnull', True), ('percent__lte', 100), _connector='OR'), name='attempt_mark_is_a_percentage'),
        ),
    ]
