/*
 * audience_trigger.h
 *	  The triggers of audiences, as the catalogs have them.
 */
#ifndef FACTAG_AUDIENCE_TRIGGER_H
#define FACTAG_AUDIENCE_TRIGGER_H

#include "factag.h"

#include "access/attnum.h"
#include "nodes/pg_list.h"

typedef enum AudienceTriggerKind
{
	AUDIENCE_TRIGGER_OTHER,
	AUDIENCE_TRIGGER_HOLD,
	AUDIENCE_TRIGGER_NOTE,
	AUDIENCE_TRIGGER_EMPTY
} AudienceTriggerKind;

typedef struct AudienceTrigger
{
	AudienceTriggerKind kind;
	Oid			oid;
	char	   *name;
	Oid			function;
	Oid			source;			/* the table that it is on */
	Oid			from;			/* of a hold: the definition; of a note: the pending table */
	AttrNumber	id_column;		/* of a hold */
	AttrNumber	tags_column;
	char	   *argument;		/* what the three triggers of an audience have in common; NULL if it has none */
	bool		disabled;		/* for the changes of ordinary sessions */
	bool		sound;			/* it fires when audience_create said */
} AudienceTrigger;

/* What a trigger function is to audiences. */
extern AudienceTriggerKind audience_trigger_kind(Oid function);

/* The name of that function. */
extern const char *audience_trigger_function(AudienceTriggerKind kind);

/* Lists of AudienceTrigger: those on a table, and those of a kind FROM a relation. */
extern List *audience_triggers_on(Oid source);
extern List *audience_triggers_from(Oid from, AudienceTriggerKind kind);

#endif							/* FACTAG_AUDIENCE_TRIGGER_H */
