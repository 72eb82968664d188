/*
 * identity_event.c
 *	  An event: identifiers that were seen together, as jsonb.
 *
 * Values are personal data, and messages end up in logs, so no message has a value. Not even an unknown kind may be shown: who
 * confuses the two sends values in place of kinds.
 */
#include "identity/identity_event.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#include "identity/identity_blocked.h"

static const char *const event_hint = "Write {\"cookie\": \"c1\", \"member\": 4711, \"email\": [\"a@example.com\", \"b@example.com\"]}.";

/* Refuses an event of another shape (22023). */
pg_noreturn static void
refuse_shape(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("identifiers of an event must be an object from kinds to values"),
			 errdetail_internal("%s", detail),
			 errhint("%s", event_hint)));
}

/* Refuses a value of a kind that is neither a string nor a number (22023). */
pg_noreturn static void
refuse_value(const IdentityKind *kind, const char *found)
{
	refuse_shape(psprintf("A value of kind \"%s\" is %s; it must be a string, a number, or an array of these.", kind->name, found));
}

/* The kind of a key; refuses one that is unknown (23503). */
static const IdentityKind *
find_kind(const Identity *graph, const IdentityKinds *kinds, const JsonbValue *key)
{
	const IdentityKind *kind = identity_kind_named(kinds, pnstrdup(key->val.string.val, key->val.string.len));

	if (!kind)
		ereport(ERROR,
				(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
				 errmsg("an event has an identifier of an unknown kind"),
				 errdetail("A key of the object is not in table \"%s\".", get_rel_name(graph->tables[IDENTITY_KIND])),
				 errhint("Insert the kind into that table, or leave the key out. Kinds are compared as they are written.")));
	return kind;
}

/* Compares two identifiers by the priorities of their kinds, and then by the bytes of their values. */
static int
compare_seen(const void *x, const void *y)
{
	const IdentitySeen *a = x;
	const IdentitySeen *b = y;

	if (a->kind != b->kind)
		return a->kind->priority < b->kind->priority ? -1 : 1;
	return strcmp(a->value, b->value);
}

/* Adds an identifier; false if the event has it. Refuses too many (54000). */
static bool
add_seen(IdentityEvent *event, const IdentitySeen *seen)
{
	for (int i = 0; i < event->n; i++)
	{
		if (compare_seen(&event->seen[i], seen) == 0)
			return false;
	}
	if (event->n == IDENTITY_EVENT_MOST)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("an event has too many identifiers"),
				 errdetail("The limit is %d.", IDENTITY_EVENT_MOST),
				 errhint("Each pair of them becomes a link. Send the identifiers of one person at one time, "
						 "with several events if there are more.")));
	event->seen[event->n++] = *seen;
	return true;
}

/* Adds a string or a number, unless it is blocked; refuses other scalars (22023) and long values (54000). */
static void
add_scalar(const Identity *graph, const IdentityKind *kind, const JsonbValue *v, IdentityEvent *event)
{
	IdentitySeen seen = {.kind = kind};

	CHECK_FOR_INTERRUPTS();
	if (v->type == jbvNull)
		return;
	if (v->type == jbvBool)
		refuse_value(kind, "a boolean");
	if (v->type == jbvNumeric)
	{
		seen.value = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
		seen.len = strlen(seen.value);
	}
	else
		seen.len = v->val.string.len;
	if (seen.len > IDENTITY_VALUE_MOST)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a value of kind \"%s\" is too long", kind->name),
				 errdetail("It has %d bytes, and the limit is %d.", seen.len, IDENTITY_VALUE_MOST),
				 errhint("Send a hash of it, such as encode(sha256(…), 'hex').")));
	if (!seen.value)
		seen.value = pnstrdup(v->val.string.val, v->val.string.len);
	if (identity_blocked(graph, kind, seen.value, seen.len) || !add_seen(event, &seen))
		pfree(seen.value);
}

/* Adds the elements of an array, whose beginning was read. */
static void
add_array(const Identity *graph, const IdentityKind *kind, JsonbIterator **it, IdentityEvent *event)
{
	JsonbValue	v;
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(it, &v, true)) == WJB_ELEM)
	{
		if (v.type == jbvBinary)
			refuse_value(kind, "an array or an object in an array");
		add_scalar(graph, kind, &v, event);
	}
	Assert(token == WJB_END_ARRAY);
}

void
identity_event_read(const Identity *graph, const IdentityKinds *kinds, Jsonb *identifiers, IdentityEvent *event)
{
	JsonbIterator *it = JsonbIteratorInit(&identifiers->root);
	JsonbIteratorToken token;
	JsonbValue	v;

	event->n = 0;
	if (JsonbIteratorNext(&it, &v, false) != WJB_BEGIN_OBJECT)
		refuse_shape("It is an array, a string, a number, a boolean or null.");
	while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
	{
		const IdentityKind *kind = find_kind(graph, kinds, &v);

		token = JsonbIteratorNext(&it, &v, false);
		if (token == WJB_BEGIN_ARRAY)
			add_array(graph, kind, &it, event);
		else if (token == WJB_VALUE)
			add_scalar(graph, kind, &v, event);
		else
			refuse_value(kind, "an object");
	}
	qsort(event->seen, event->n, sizeof(IdentitySeen), compare_seen);
}
