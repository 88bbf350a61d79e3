"""Questions no longer belong to a quiz; their keys are unique in their bank."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0003_move_into_bank")]

    operations = [
        migrations.RemoveField(
            model_name='question',
            name='quiz',
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('course__isnull', False)), fields=('course', 'key'), name='question_key_unique_in_course'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('course__isnull', True)), fields=('key',), name='question_key_unique_in_shared_bank'),
        ),
    ]
