"""The six topics; an admin may rename them."""

from django.db import migrations

TOPICS = [
    ("mind", "Mind and nervous system"),
    ("safety", "Safety and referral"),
    ("back", "Back and spine"),
    ("law", "Practice and law"),
    ("life-stages", "Life stages"),
    ("soft-tissue", "Soft tissue"),
]


def add_topics(apps, schema_editor):
    topic = apps.get_model("courses.Topic")
    for position, (key, name) in enumerate(TOPICS):
        topic.objects.get_or_create(key=key, defaults={"name": name, "field": key, "position": position})


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_initial")]

    operations = [migrations.RunPython(add_topics, migrations.RunPython.noop)]
