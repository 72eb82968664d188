/*
 * regex.h
 *	  Regular expressions of PCRE2, as the rest of factag sees them: always UTF
 *	  and UCP, with limits that a pattern cannot lift, freed with the memory
 *	  context that they were made in. No other room includes pcre2.h.
 */
#ifndef FACTAG_REGEX_H
#define FACTAG_REGEX_H

#include "factag.h"

/* the flags behind a pattern; their numbers are stored in nothing */
typedef enum RegexFlag
{
	REGEX_CASELESS = 1 << 0,	/* i */
	REGEX_MULTILINE = 1 << 1,	/* m: ^ and $ at every line */
	REGEX_DOTALL = 1 << 2,		/* s: . takes newlines */
	REGEX_EXTENDED = 1 << 3,	/* x: blanks and comments are not part of it */
	REGEX_NO_CAPTURE = 1 << 4	/* n: plain parentheses do not capture */
} RegexFlag;

#define REGEX_FLAG_LETTERS "imsxn"	/* in the order of the bits */
#define REGEX_MAX_PATTERN 32768 /* bytes */

/* the flag of a letter, 0 if there is none */
extern int	regex_flag(char letter);

/* what is wrong with a pattern */
typedef struct RegexError
{
	int			offset;			/* in bytes */
	bool		refused;		/* what PCRE2 would take */
	char		message[256];	/* PCRE2's own, or ours for what is refused */
} RegexError;

typedef struct Regex Regex;

/*
 * Compiles in the current memory context; NULL with *error filled where it
 * cannot be. Refused too: verbs that set limits or modes for the whole
 * pattern, callouts, and \C.
 */
extern Regex *regex_compile(const char *pattern, int len, int flags, RegexError *error);

/* Only whether it compiles. */
extern bool regex_check(const char *pattern, int len, int flags, RegexError *error);

/* bytes that it takes, code included that matches make when they need it */
extern Size regex_size(const Regex *regex);

typedef enum RegexStatus
{
	REGEX_NO_MATCH,
	REGEX_MATCH,
	REGEX_LIMIT					/* a limit was reached before it could tell */
} RegexStatus;

/* whose limits hold: a match whose outcome hides a limit must not depend on what a session sets */
typedef enum RegexLimits
{
	REGEX_LIMITS_SET,			/* those of the settings */
	REGEX_LIMITS_FIXED			/* the settings' defaults, whatever is set */
} RegexLimits;

/*
 * Looks for the first match that begins at or after a byte of a valid UTF-8
 * text; *from and *to get its bytes. Can be interrupted.
 */
extern RegexStatus regex_match(Regex *regex, const char *text, int len, int start, RegexLimits limits, int *from, int *to);

/* the setting that a match ran into, for hints */
extern const char *regex_limit_setting(void);

/* Defines the settings of this room. */
extern void regex_define_settings(void);

#endif							/* FACTAG_REGEX_H */
