/*
 * dsa_statement.h
 *	  A statement of reasons in the making: the values of its fields, what is wrong
 *	  with them, and its JSON.
 */
#ifndef FACTAG_DSA_STATEMENT_H
#define FACTAG_DSA_STATEMENT_H

#include "exchange/dsa_field.h"

#include "utils/jsonb.h"

/* a text that need not be terminated */
typedef struct DsaText
{
	const char *s;
	int			len;
} DsaText;

/* Of DSA_CODES a list, of every other type one text; without texts the field is absent. */
typedef struct DsaValue
{
	bool		given;			/* by the caller, if only as '' or [] */
	int			n;
	int			size;
	DsaText    *texts;
	const char *problem;		/* what is wrong, with the field as its subject; NULL if nothing is */
} DsaValue;

/* a member that is no field */
typedef struct DsaUnknown
{
	DsaText		name;
	const char *problem;
} DsaUnknown;

typedef struct DsaStatement
{
	int			version;
	DsaValue	values[DSA_FIELDS];
	int			nunknown;
	int			unknown_size;
	DsaUnknown *unknown;
} DsaStatement;

/* Adds a text to a value, unless it has it. The text must stay in memory. */
extern void dsa_value_add(DsaValue *value, const char *s, int len);

/* Whether a value has a code. */
extern bool dsa_value_has(const DsaValue *value, const char *code);

/*
 * Begins a statement with what the caller gives, NULL for nothing: an object (22023 if
 * it is not one), which must stay in memory. A JSON null gives nothing.
 */
extern void dsa_statement_init(DsaStatement *statement, Jsonb *given, int version);

/* Returns the JSON of a statement, which has no problem. */
extern Datum dsa_statement_jsonb(const DsaStatement *statement);

#endif							/* FACTAG_DSA_STATEMENT_H */
