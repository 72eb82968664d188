"""SQLAlchemy on psycopg 2: tables created, inserts of strings, lists and JSON, filters."""
import psycopg2.extras
import sqlalchemy
from sqlalchemy import Column, Index, Integer, MetaData, Table, cast, create_engine, func, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.types import UserDefinedType

from check import check, finish, refused

Base = declarative_base()


class FactagType(UserDefinedType):
    def get_col_spec(self):
        return type(self).__name__.lower()


class Tagpath(FactagType):
    cache_ok = True


class Tagset(FactagType):
    cache_ok = True


class Labelset(FactagType):
    cache_ok = True


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    path = Column(Tagpath)
    tags = Column(Tagset, nullable=False, server_default="")
    labels = Column(Labelset)
    __table_args__ = (Index("member_tags", "tags", postgresql_using="gin"),)


engine = create_engine("postgresql+psycopg2://")
Base.metadata.create_all(engine)
# a table that is read from the catalogs has types that it does not know as NullType
ischema_names.update(tagpath=Tagpath, tagset=Tagset, labelset=Labelset)
reflected = Table("member", MetaData(), autoload_with=engine)
check("the types of the columns", [str(column.type) for column in reflected.columns], ["INTEGER", "tagpath", "tagset", "labelset"])

json = psycopg2.extras.Json
with Session(engine) as session:
    session.add(Member(path="a/b", tags="interest/pet[weight=0.5], region/taipei", labels="spam[by=human]"))
    session.add(Member(tags=["interest/sport", "vip"], labels=json([{"label": "hate"}, {"label": "spam", "by": "auto"}])))
    session.add(Member(tags=json({"interest/sport": {"weight": 0.5}}), labels=cast([{"label": "hate", "verdict": "false"}], JSONB)))
    session.commit()
    check("what was written", session.execute(select(Member.path, Member.tags, Member.labels).order_by(Member.id)).all(), [
        ("a/b", "interest/pet[weight=0.5], region/taipei", "spam[by=human]"),
        (None, "interest/sport, vip", "hate, spam[by=auto]"),
        (None, "interest/sport[weight=0.5]", "hate[verdict=false]"),
    ])

    def ids(condition):
        return session.scalars(select(Member.id).where(condition).order_by(Member.id)).all()

    check("@@", ids(Member.tags.op("@@")("interest & !vip")), [1, 3])
    check("@>", ids(Member.tags.op("@>")("interest/sport")), [2, 3])
    check("like", ids(Member.tags.like("%sport%")), [2, 3])
    check("ilike", ids(Member.labels.ilike("%HUMAN%")), [1])
    check("not_like", ids(Member.path.not_like("b%")), [1])
    check("a function", ids(func.labelset_matches(Member.labels, "hate")), [2, 3])

    session.execute(update(Member).where(Member.id == 1).values(tags=Member.tags.op("||")("vip")))
    session.commit()
    check("tags added", session.get(Member, 1).tags, "interest/pet[weight=0.5], region/taipei, vip")
    refused("JSON for a path", "22P02", "jsonb", lambda: session.execute(update(Member).values(path=json({"a": 1}))))

finish(f"SQLAlchemy {sqlalchemy.__version__}")
