/*
 * atproto_syntax.h
 *	  The strings of the AT Protocol, and the errors for its fields.
 */
#ifndef FACTAG_ATPROTO_SYNTAX_H
#define FACTAG_ATPROTO_SYNTAX_H

#include "factag.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"

/* the most bytes that a label's value has */
#define ATPROTO_MAX_VAL 128

extern const char *const atproto_fold_hint;
extern const char *const atproto_time_hint;

/* Refuses a field that is not as the protocol has it (22P02). "what" names the object. */
pg_noreturn extern void atproto_refuse_malformed(const char *what, const char *name, const char *hint, const char *detail);

/* Refuses a field that the type of factag cannot hold (22023). */
pg_noreturn extern void atproto_refuse_field(const char *type, const char *what, const char *name, const char *hint, const char *detail);

/*
 * whether a text is "did:", a method of lower-case letters, ":", and an
 * identifier that does not end in ":" or "%"
 */
extern bool atproto_is_did(const char *s);

/* whether a text is a CID of version 1 */
extern bool atproto_is_cid(const char *s);

/* whether a text is a scheme, ":", and visible characters */
extern bool atproto_is_uri(const char *s);

/*
 * Makes a path (FACTAG_MAX_PATH bytes) with a segment for each piece between
 * separators. False if folding would change a piece, a piece is empty, or the path
 * is too long.
 */
extern bool atproto_path(const char *s, char separator, char *path, int *len);

/*
 * Reads a time of the years 0 to 9999, which has four digits, seconds and an offset.
 * Year 0 is 1 BC.
 */
extern bool atproto_parse_time(const char *s, TimestampTz *timestamp);

/* Appends a time; false if it is not of these years. */
extern bool atproto_print_time(StringInfo out, TimestampTz timestamp);

#endif							/* FACTAG_ATPROTO_SYNTAX_H */
