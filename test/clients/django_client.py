"""Django: migrations made and applied, inserts of strings, lists and JSON, lookups."""
import os
import sys
import tempfile
from pathlib import Path

import django
from django.apps import AppConfig
from django.conf import settings
from django.core.management import call_command
from psycopg2.extras import Json

from check import check, finish, refused

# a project of one app, whose migrations are written to a temporary folder
FIRST = """from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

class Migration(migrations.Migration):
    operations = [CreateExtension("factag")]
"""
folder = tempfile.TemporaryDirectory()
app = Path(folder.name, "members")
(app / "migrations").mkdir(parents=True)
(app / "__init__.py").touch()
(app / "migrations" / "__init__.py").touch()
(app / "migrations" / "0001_factag.py").write_text(FIRST)
sys.path.insert(0, folder.name)
settings.configure(
    INSTALLED_APPS=["members"], DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PGDATABASE"]}})
django.setup()

from django.contrib.postgres.indexes import GinIndex  # noqa: E402 (after the set-up)
from django.db import connection, models  # noqa: E402


class FactagField(models.Field):
    def db_type(self, connection):
        return type(self).__name__[:-len("Field")].lower()


class TagpathField(FactagField):
    pass


class TagsetField(FactagField):
    pass


class LabelsetField(FactagField):
    pass


class Operator(models.Lookup):
    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} {self.operator} {right}", [*left_params, *right_params]


@FactagField.register_lookup
class Matches(Operator):
    lookup_name, operator = "matches", "@@"


@FactagField.register_lookup
class Covers(Operator):
    lookup_name, operator = "covers", "@>"


@FactagField.register_lookup
class Like(Operator):
    lookup_name, operator = "like", "LIKE"


class Member(models.Model):
    path = TagpathField(null=True)
    tags = TagsetField(default="")
    labels = LabelsetField(null=True)

    class Meta:
        app_label = "members"
        indexes = [GinIndex(fields=["tags"], name="member_tags")]


call_command("makemigrations", "members", verbosity=0)
call_command("migrate", verbosity=0)
call_command("makemigrations", "members", check_changes=True, verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'members_member'::regclass AND attnum > 1")
    check("the types of the columns", cursor.fetchall(), [("tagpath",), ("tagset",), ("labelset",)])

Member.objects.create(path="a/b", tags="interest/pet[weight=0.5], region/taipei", labels="spam[by=human]")
Member.objects.bulk_create([
    Member(tags=["interest/sport", "vip"], labels=Json([{"label": "hate"}, {"label": "spam", "by": "auto"}])),
    Member(tags=Json({"interest/sport": {"weight": 0.5}}), labels=Json([{"label": "hate", "verdict": "false"}])),
])
check("what was written", list(Member.objects.order_by("id").values_list("path", "tags", "labels")), [
    ("a/b", "interest/pet[weight=0.5], region/taipei", "spam[by=human]"),
    (None, "interest/sport, vip", "hate, spam[by=auto]"),
    (None, "interest/sport[weight=0.5]", "hate[verdict=false]"),
])
refused("JSON for a path", "22P02", "jsonb", lambda: Member.objects.create(path=Json({"a": 1})))


def ids(**lookup):
    return list(Member.objects.filter(**lookup).order_by("id").values_list("id", flat=True))


check("@@", ids(tags__matches="interest & !vip"), [1, 3])
check("@>", ids(tags__covers="interest/sport"), [2, 3])
check("LIKE", ids(tags__like="%sport%"), [2, 3])
check("contains", ids(tags__contains="sport"), [2, 3])
check("icontains", ids(labels__icontains="HUMAN"), [1])
check("a function", list(Member.objects.extra(where=["labelset_matches(labels, %s)"], params=["hate"]).values_list("id", flat=True)), [2, 3])

member = Member.objects.get(id=1)
member.tags += ", vip"
member.save()
check("tags added", Member.objects.get(id=1).tags, "interest/pet[weight=0.5], region/taipei, vip")

finish(f"Django {django.__version__}")
