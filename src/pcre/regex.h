/*
 * regex.h
 *	  PCRE2's regular expressions, as the rest of factag uses them: always UTF
 *	  and UCP, with LF, CR or CRLF at the end of a line and limits that a pattern
 *	  cannot lift, freed with the memory context they were made in. No other
 *	  folder includes pcre2.h.
 */
#ifndef FACTAG_REGEX_H
#define FACTAG_REGEX_H

#include "factag.h"

#include "byte_range.h"

/* the flags after a pattern; stored as letters, never as these numbers */
typedef enum RegexFlag
{
	REGEX_CASELESS = 1 << 0,	/* i */
	REGEX_MULTILINE = 1 << 1,	/* m: ^ and $ match at every line */
	REGEX_DOTALL = 1 << 2,		/* s: . matches newlines */
	REGEX_EXTENDED = 1 << 3,	/* x: blanks and comments are ignored */
	REGEX_NO_CAPTURE = 1 << 4,	/* n: plain parentheses do not capture */
	REGEX_WHOLE = 1 << 5		/* no letter: the text must match as a whole */
} RegexFlag;

#define REGEX_FLAG_LETTERS "imsxn"	/* in the order of the bits */
#define REGEX_MAX_PATTERN 32768 /* bytes, as it is written */
#define REGEX_MAX_FOLDED (8 * REGEX_MAX_PATTERN)	/* and as it is compiled */

/* The flag of a letter, 0 if there is none. */
extern int	regex_flag(char letter);

/* what is wrong with a pattern */
typedef struct RegexError
{
	int			offset;			/* in bytes */
	bool		refused;		/* PCRE2 would accept it, factag does not */
	char		message[256];	/* PCRE2's, or factag's if refused */
	char		hint[256];		/* how to write it; empty if there is nothing to say */
} RegexError;

/* The hint of an error, NULL if there is none. */
static inline const char *
regex_hint(const RegexError *error)
{
	return error->hint[0] ? error->hint : NULL;
}

typedef struct Regex Regex;

/*
 * Compiles a pattern in the current memory context; NULL with *error filled if
 * it does not compile. Also refused: verbs that set limits or modes for the
 * whole pattern, callouts, and \C.
 */
extern Regex *regex_compile(const char *pattern, int len, int flags, RegexError *error);

/*
 * Whether a pattern that is new compiles; remembers the patterns that do. Refuses, beyond
 * what regex_compile refuses, what versions of PCRE2 read differently; stored patterns may
 * have that.
 */
extern bool regex_check(const char *pattern, int len, int flags, RegexError *error);

/* Its size in bytes, which grows when a match needs another variant or machine code. */
extern Size regex_size(const Regex *regex);

typedef enum RegexStatus
{
	REGEX_NO_MATCH,
	REGEX_MATCH,
	REGEX_LIMIT					/* a limit was reached before the outcome was known */
} RegexStatus;

/*
 * Which limits apply. A caller that hides REGEX_LIMIT in its result asks for
 * the fixed ones, since a result must not depend on settings.
 */
typedef enum RegexLimits
{
	REGEX_LIMITS_SET,			/* those of the settings */
	REGEX_LIMITS_FIXED			/* the settings' defaults */
} RegexLimits;

typedef struct RegexMatch
{
	int			from;			/* REGEX_MATCH: the bytes of the text that match */
	int			to;
	const char *limit;			/* REGEX_LIMIT: the setting whose limit was reached, NULL if the
								 * text is too long for the pattern, whatever is set */
} RegexMatch;

/*
 * Finds the first match that begins at or after byte start of a valid UTF-8
 * text. Checks for interrupts.
 */
extern RegexStatus regex_match(Regex *regex, const char *text, int len, int start,
							   RegexLimits limits, RegexMatch *match);

/*
 * The same where it is known that a match begins within one of n ranges, which are in the order
 * of the text and apart.
 */
extern RegexStatus regex_match_within(Regex *regex, const char *text, int len, int start,
									  const ByteRange *ranges, int n, RegexLimits limits,
									  RegexMatch *match);

/*
 * The position at which a search goes on when no match that begins at start, or none but
 * the empty one, is wanted: after a character or CRLF. len + 1 after the end of the text.
 */
extern int	regex_next_start(const Regex *regex, const char *text, int len, int start);

/* Defines the settings of matching. */
extern void regex_define_settings(void);

#endif							/* FACTAG_REGEX_H */
