import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def keep_hashes(apps, schema_editor):
    Certificate = apps.get_model('certificates', 'Certificate')
    CertificateFile = apps.get_model('certificates', 'CertificateFile')
    drawn = Certificate.objects.exclude(pdf_sha256='').only('pk', 'pdf', 'pdf_sha256', 'issued_at')
    CertificateFile.objects.bulk_create(
        (
            CertificateFile(
                certificate_id=row.pk, sha256=row.pdf_sha256, file=row.pdf.name, drawn_at=row.issued_at
            )
            for row in drawn.iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0002_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('file', models.FileField(upload_to='certificates/%Y/%m/')),
                ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='certificates.certificate')),
            ],
            options={
                'ordering': ['-drawn_at', '-pk'],
            },
        ),
        migrations.RunPython(keep_hashes, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='certificate',
            name='pdf',
        ),
        migrations.RemoveField(
            model_name='certificate',
            name='pdf_sha256',
        ),
    ]
