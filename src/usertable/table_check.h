/*
 * table_check.h
 *	  What a user's table must not have where a function writes it as its owner.
 */
#ifndef FACTAG_TABLE_CHECK_H
#define FACTAG_TABLE_CHECK_H

#include "factag.h"

#include "utils/rel.h"

/*
 * Refuses a table with a rule (55000), which could make a statement do something else or nothing. In the latter case a plan
 * depends on no table, and would be valid for ever.
 */
extern void table_check_rules(Relation relation);

/*
 * Refuses a table with a trigger whose function, or whose condition, is neither its owner's nor a superuser's (55000). With the
 * privilege TRIGGER, another role would have its code run with the owner's rights whenever it calls a function that writes the table, and
 * not only when the owner happens to write it. With REFERENCES it could do the same: so a foreign key of another role's table that writes that
 * table (ON DELETE CASCADE and the like) is refused, too, and tables that are written so are checked like this one, and locked.
 *
 * The relation must be locked so that others can make no trigger.
 */
extern void table_check_triggers(Relation relation, Oid owner);

#endif							/* FACTAG_TABLE_CHECK_H */
