/*
 * identity_erase.c
 *	  SQL: identity_erase.
 */
#include "identity/identity.h"

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "identity/identity_move.h"
#include "identity/identity_settle.h"

#define LEAST_SALT 16			/* bytes */

static const IdentityStatement read_members = {
	500,
	"SELECT id, kind, value FROM ONLY {identifier} WHERE person = $1 ORDER BY kind COLLATE \"C\", value COLLATE \"C\"",
	SPI_OK_SELECT, 1, {INT8OID}
};

static const IdentityStatement read_neighbours = {
	501,
	"SELECT l.b FROM unnest($1) AS e (id) CROSS JOIN LATERAL "
	"(SELECT b FROM ONLY {link} WHERE a = e.id AND ended_at IS NULL OFFSET 0) AS l "
	"UNION SELECT l.a FROM unnest($1) AS e (id) CROSS JOIN LATERAL "
	"(SELECT a FROM ONLY {link} WHERE b = e.id AND ended_at IS NULL OFFSET 0) AS l "
	"EXCEPT SELECT unnest($1) ORDER BY 1",
	SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

static const IdentityStatement lock_person = {
	502, "SELECT FROM ONLY {person} WHERE person = $1 FOR UPDATE", SPI_OK_SELECT, 1, {INT8OID}
};

static const IdentityStatement delete_links_a = {
	504, "DELETE FROM ONLY {link} WHERE a = ANY ($1)", SPI_OK_DELETE, 1, {INT8ARRAYOID}
};

static const IdentityStatement delete_links_b = {
	505, "DELETE FROM ONLY {link} WHERE b = ANY ($1)", SPI_OK_DELETE, 1, {INT8ARRAYOID}
};

static const IdentityStatement delete_history = {
	506, "DELETE FROM ONLY {history} WHERE identifier = ANY ($1) OR person = ANY ($1)", SPI_OK_DELETE, 1, {INT8ARRAYOID}
};

static const IdentityStatement delete_persons = {
	507, "DELETE FROM ONLY {person} WHERE person = ANY ($1)", SPI_OK_DELETE, 1, {INT8ARRAYOID}
};

static const IdentityStatement delete_identifiers = {
	508, "DELETE FROM ONLY {identifier} WHERE id = ANY ($1)", SPI_OK_DELETE, 1, {INT8ARRAYOID}
};

static const IdentityStatement add_erasure = {
	510,
	"INSERT INTO {erasure} (at, method, place, by, reason, identifiers, links, digest) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
	SPI_OK_INSERT_RETURNING, 8, {TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, INT4OID, INT4OID, BYTEAOID}
};

/* what the proof says beside numbers and the digest; reason is NULL if there is none */
typedef struct Statement
{
	text	   *method;
	text	   *place;
	text	   *reason;
	bytea	   *salt;
} Statement;

typedef struct Person
{
	int64		id;
	int			n;
	int64	   *ids;			/* of the identifiers */
	char	  **kinds;
	char	  **values;
	int			nneighbours;
	int64	   *neighbours;		/* identifiers that links in force lead to */
} Person;

/* Reads the identifiers of a person, in the order of the digest. */
static void
read_identifiers(const Identity *graph, Person *person)
{
	Datum		values[] = {Int64GetDatum(person->id)};
	uint64		rows = identity_execute(graph, &read_members, values, NULL, 0);

	person->n = (int) rows;
	person->ids = palloc(Max(rows, 1) * sizeof(int64));
	person->kinds = palloc(Max(rows, 1) * sizeof(char *));
	person->values = palloc(Max(rows, 1) * sizeof(char *));
	for (uint64 row = 0; row < rows; row++)
	{
		person->ids[row] = identity_int8(row, 1);
		person->kinds[row] = identity_text(row, 2);
		person->values[row] = identity_text(row, 3);
	}
	SPI_freetuptable(SPI_tuptable);
}

/* Reads what links in force lead to. */
static void
read_links(const Identity *graph, Person *person)
{
	Datum		values[] = {identity_ids(person->ids, person->n)};
	uint64		rows = identity_execute(graph, &read_neighbours, values, NULL, 0);

	person->nneighbours = (int) rows;
	person->neighbours = palloc(Max(rows, 1) * sizeof(int64));
	for (uint64 row = 0; row < rows; row++)
		person->neighbours[row] = identity_int8(row, 1);
	SPI_freetuptable(SPI_tuptable);
}

/* Refuses what is not a person (42704). */
pg_noreturn static void
refuse_unknown(const Identity *graph, int64 id)
{
	int			found;
	const IdentityMember *identifier = identity_member_read(graph, &id, 1, &found);

	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("person " INT64_FORMAT " of identity graph \"%s\" does not exist", id, get_rel_name(graph->graph)),
			 found > 0 ? errdetail("The person of identifier " INT64_FORMAT " is " INT64_FORMAT ".", id, identifier->person) : 0,
			 found > 0 ? errhint("Erase that person, if it is the one that you mean.") :
			 errhint("Column person of table \"%s\" has the persons.", get_rel_name(graph->tables[IDENTITY_IDENTIFIER]))));
}

/* Whether two reads of a person found the same. */
static bool
same_person(const Person *x, const Person *y)
{
	return x->n == y->n && x->nneighbours == y->nneighbours &&
		memcmp(x->ids, y->ids, x->n * sizeof(int64)) == 0 &&
		memcmp(x->neighbours, y->neighbours, x->nneighbours * sizeof(int64)) == 0;
}

/* Locks a person, its identifiers and those that links in force lead to. */
static void
lock_all(Identity *graph, const Person *person)
{
	int			n = person->n + person->nneighbours;
	int64	   *ids = palloc(Max(n, 1) * sizeof(int64));
	Datum		values[] = {Int64GetDatum(person->id)};
	int			found;

	memcpy(ids, person->ids, person->n * sizeof(int64));
	memcpy(ids + person->n, person->neighbours, person->nneighbours * sizeof(int64));
	(void) identity_lock(graph, ids, n, &found);
	(void) identity_execute(graph, &lock_person, values, NULL, 0);
}

/* Reads and locks a person; refuses what is none (42704). */
static void
take_person(Identity *graph, Person *person)
{
	Person		before;

	read_identifiers(graph, person);
	read_links(graph, person);
	do
	{
		CHECK_FOR_INTERRUPTS();
		if (person->n == 0)
			refuse_unknown(graph, person->id);
		before = *person;
		lock_all(graph, person);
		/* while it waited for a lock, another transaction may have changed the person */
		read_identifiers(graph, person);
		read_links(graph, person);
	} while (!same_person(&before, person));
}

/* Adds bytes to a digest. */
static void
add_bytes(pg_cryptohash_ctx *hash, const void *bytes, size_t len)
{
	if (pg_cryptohash_update(hash, bytes, len) < 0)
		elog(ERROR, "cannot compute a digest: %s", pg_cryptohash_error(hash));
}

/* Adds bytes with their length before them, so that no two sequences of texts have the same bytes. */
static void
add_sized(pg_cryptohash_ctx *hash, const void *bytes, size_t len)
{
	uint32		size = pg_hton32((uint32) len);

	add_bytes(hash, &size, sizeof(size));
	add_bytes(hash, bytes, len);
}

/* Computes the digest of a person's identifiers, as the reference describes it. */
static void
make_digest(const Person *person, const bytea *salt, uint8 *digest)
{
	pg_cryptohash_ctx *hash = pg_cryptohash_create(PG_SHA256);

	if (!hash || pg_cryptohash_init(hash) < 0)
		elog(ERROR, "cannot compute a digest: %s", pg_cryptohash_error(hash));
	add_sized(hash, VARDATA_ANY(salt), VARSIZE_ANY_EXHDR(salt));
	for (int i = 0; i < person->n; i++)
	{
		add_sized(hash, person->kinds[i], strlen(person->kinds[i]));
		add_sized(hash, person->values[i], strlen(person->values[i]));
	}
	if (pg_cryptohash_final(hash, digest, PG_SHA256_DIGEST_LENGTH) < 0)
		elog(ERROR, "cannot compute a digest: %s", pg_cryptohash_error(hash));
	pg_cryptohash_free(hash);
}

/* A bytea of some bytes. */
static bytea *
make_bytea(const void *bytes, size_t len)
{
	bytea	   *result = palloc(VARHDRSZ + len);

	SET_VARSIZE(result, VARHDRSZ + len);
	memcpy(VARDATA(result), bytes, len);
	return result;
}

/* Deletes a person's rows, and returns the number of links. */
static int
delete_person(const Identity *graph, const Person *person)
{
	Datum		values[] = {identity_ids(person->ids, person->n)};
	uint64		links;

	links = identity_execute(graph, &delete_links_a, values, NULL, 0);
	links += identity_execute(graph, &delete_links_b, values, NULL, 0);
	(void) identity_execute(graph, &delete_history, values, NULL, 0);
	(void) identity_execute(graph, &delete_persons, values, NULL, 0);
	(void) identity_execute(graph, &delete_identifiers, values, NULL, 0);
	return (int) Min(links, PG_INT32_MAX);
}

/* Inserts the proof, and returns its id. */
static int64
write_proof(const Identity *graph, const Person *person, int links, const Statement *statement, const uint8 *digest)
{
	Datum		values[] = {
		TimestampTzGetDatum(GetCurrentTimestamp()),
		PointerGetDatum(statement->method),
		PointerGetDatum(statement->place),
		CStringGetTextDatum(GetUserNameFromId(graph->saved.user, false)),
		PointerGetDatum(statement->reason),
		Int32GetDatum(person->n),
		Int32GetDatum(links),
		PointerGetDatum(make_bytea(digest, PG_SHA256_DIGEST_LENGTH))
	};
	char		nulls[] = {' ', ' ', ' ', ' ', statement->reason ? ' ' : 'n', ' ', ' ', ' '};

	if (identity_execute(graph, &add_erasure, values, nulls, 0) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" does not take the proof of an erasure", get_rel_name(graph->tables[IDENTITY_ERASURE])),
				 errdetail("A trigger of the table keeps rows from being inserted."),
				 errhint("Drop the trigger.")));
	return identity_int8(0, 1);
}

/* Brings the persons up to date that links led to. */
static void
settle_neighbours(Identity *graph, const Person *person)
{
	IdentityKinds kinds;

	if (person->nneighbours == 0)
		return;
	identity_move_touch_identifiers(graph, person->neighbours, person->nneighbours);
	identity_kinds_read(graph, &kinds);
	(void) identity_settle_all(graph, &kinds, person->neighbours, person->nneighbours);
}

/* The text of an argument that must not be empty (22023). */
static text *
take_text(FunctionCallInfo fcinfo, int argno, const char *name)
{
	text	   *value = PG_GETARG_TEXT_PP(argno);

	if (VARSIZE_ANY_EXHDR(value) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" of identity_erase must not be empty", name),
				 errhint("Say how it is erased (method), and where (place), as the record of it must.")));
	return value;
}

/* The salt: that of the caller, which must be long enough (22023), or random bytes. */
static bytea *
take_salt(FunctionCallInfo fcinfo, int argno)
{
	uint8		random[LEAST_SALT];
	bytea	   *salt;

	if (PG_ARGISNULL(argno))
	{
		if (!pg_strong_random(random, sizeof(random)))
			ereport(ERROR,
					(errcode(ERRCODE_INTERNAL_ERROR),
					 errmsg("could not generate a random salt")));
		return make_bytea(random, sizeof(random));
	}
	salt = PG_GETARG_BYTEA_PP(argno);
	if (VARSIZE_ANY_EXHDR(salt) < LEAST_SALT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the salt of an erasure must have at least %d bytes", LEAST_SALT),
				 errdetail("Whoever guesses a short one can try identifiers until the digest fits."),
				 errhint("Leave it out: the result has a random one.")));
	return salt;
}

static void
take_arguments(FunctionCallInfo fcinfo, Statement *statement)
{
	static const char *const names[] = {"graph", "person", "method", "place"};

	for (int i = 0; i < (int) lengthof(names); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" of identity_erase must not be null", names[i])));
	}
	statement->method = take_text(fcinfo, 2, names[2]);
	statement->place = take_text(fcinfo, 3, names[3]);
	statement->reason = PG_ARGISNULL(4) ? NULL : PG_GETARG_TEXT_PP(4);
	statement->salt = take_salt(fcinfo, 5);
}

PG_FUNCTION_INFO_V1(identity_erase);
Datum
identity_erase(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Identity	graph;
	Statement	statement;
	Person		person;
	uint8		digest[PG_SHA256_DIGEST_LENGTH];
	Datum		row[3];
	bool		nulls[3] = {false, false, false};
	int64		proof;

	take_arguments(fcinfo, &statement);
	InitMaterializedSRF(fcinfo, 0);
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_ERASE);
	person.id = PG_GETARG_INT64(1);
	take_person(&graph, &person);
	make_digest(&person, statement.salt, digest);
	proof = write_proof(&graph, &person, delete_person(&graph, &person), &statement, digest);
	settle_neighbours(&graph, &person);
	identity_close(&graph);
	row[0] = Int64GetDatum(proof);
	row[1] = PointerGetDatum(make_bytea(digest, sizeof(digest)));
	row[2] = PointerGetDatum(statement.salt);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row, nulls);
	return (Datum) 0;
}
