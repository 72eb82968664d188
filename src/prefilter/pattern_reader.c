/*
 * pattern_reader.c
 *	  The simplest parts of a pattern; see pattern_reader.h.
 */
#include "prefilter/pattern_reader.h"

#include "prefilter/character.h"

bool
pattern_at(const PatternReader *r, const char *what)
{
	size_t		len = strlen(what);

	return (size_t) (r->end - r->p) >= len && memcmp(r->p, what, len) == 0;
}

bool
pattern_accept(PatternReader *r, const char *what)
{
	if (!pattern_at(r, what))
		return false;
	r->p += strlen(what);
	return true;
}

bool
pattern_skip_past(PatternReader *r, uint8 c)
{
	while (r->p < r->end)
		if (*r->p++ == c)
			return true;
	return false;
}

/* The length in bytes of the blank that PCRE2 ignores in extended mode; 0 if there is none. */
static int
skipped_blank(const PatternReader *r)
{
	const uint8 *p = r->p;
	uint32		c = character_read(&p, r->end);

	if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 ||
		(c | 1) == 0x200F || (c | 1) == 0x2029)
		return p - r->p;
	return 0;
}

bool
pattern_skip_ignored(PatternReader *r, int options)
{
	for (;;)
	{
		int			blank;

		if (r->p == r->end)
			return true;
		if (r->quoted)
		{
			if (!pattern_accept(r, "\\E"))
				return true;
			r->quoted = false;
		}
		else if (pattern_at(r, "(?#"))
		{
			if (!pattern_skip_past(r, ')'))
				return false;
		}
		else if (pattern_accept(r, "\\Q\\E") || pattern_accept(r, "\\E"))
			continue;
		else if ((options & PATTERN_EXTENDED) && *r->p == '#')
		{
			/* with another newline option other characters would end the comment: do not guess */
			while (r->p < r->end && *r->p != '\n')
			{
				if (skipped_blank(r) > 0 && *r->p != ' ' && *r->p != '\t')
					return false;
				(void) character_read(&r->p, r->end);
			}
		}
		else if ((options & PATTERN_EXTENDED) && (blank = skipped_blank(r)) > 0)
			r->p += blank;
		else
			return true;
	}
}
