/*
 * html_entities.c
 *	  Character references of HTML; see html_entities.h.
 */
#include "exchange/html_entities.h"

#include <unicode/utf8.h>

#include "lib/stringinfo.h"
#include "miscadmin.h"

typedef struct Entity
{
	const char *name;
	const char *text;
} Entity;

#include "exchange/html_entities_data.h"

/* digits of a number that can be a code point; more have leading zeros or are too large */
#define MAX_DIGITS 8

#define REPLACEMENT 0xFFFD

/* what the numbers 0x80 to 0x9F stand for in HTML: the characters of windows-1252 */
static const uint16 c1_characters[] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
	0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178
};

/* the code point that HTML takes a number for */
static uint32
number_character(uint32 c)
{
	if (c >= 0x80 && c <= 0x9F)
		return c1_characters[c - 0x80];
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return REPLACEMENT;
	return c;
}

/* Decodes the number from p on; the length of what stands up to the semicolon, 0 if it is none. */
static int
read_number(const char *p, const char *end, char *text, int *textlen)
{
	const char *start = p;
	bool		hexadecimal = p < end && (*p == 'x' || *p == 'X');
	uint32		c = 0;
	int			digits = 0;

	for (p += hexadecimal; p < end && *p != ';'; p++)
	{
		int			digit = *p >= '0' && *p <= '9' ? *p - '0' :
			hexadecimal && isxdigit((unsigned char) *p) ? (*p | 0x20) - 'a' + 10 : -1;

		if (digit < 0)
			return 0;
		if (digits < MAX_DIGITS)
			c = c * (hexadecimal ? 16 : 10) + digit;
		digits += digits > 0 || digit > 0;
		CHECK_FOR_INTERRUPTS();
	}
	if (p == end || p == start + hexadecimal)
		return 0;
	c = digits > MAX_DIGITS ? REPLACEMENT : number_character(c);
	*textlen = 0;
	U8_APPEND_UNSAFE(text, *textlen, c);
	return p - start;
}

static int
compare_entity(const void *name, const void *entry)
{
	return strcmp(name, ((const Entity *) entry)->name);
}

/* Decodes the name from p on; the length of what stands up to the semicolon, 0 if it is none. */
static int
read_name(const char *p, const char *end, char *text, int *textlen)
{
	char		name[LONGEST_NAME + 1];
	int			n = 0;
	const Entity *found;

	while (p + n < end && n < LONGEST_NAME && isalnum((unsigned char) p[n]) && !IS_HIGHBIT_SET(p[n]))
	{
		name[n] = p[n];
		n++;
	}
	if (n == 0 || p + n == end || p[n] != ';')
		return 0;
	name[n] = '\0';
	found = bsearch(name, entities, lengthof(entities), sizeof(Entity), compare_entity);
	if (!found)
		return 0;
	*textlen = strlen(found->text);
	memcpy(text, found->text, *textlen);
	return n;
}

char *
html_decode(const char *s, int len, bool nested, int *outlen)
{
	char	   *copy = pnstrdup(s, len);
	char	   *end = copy + len;
	StringInfoData out;

	if (!memchr(s, '&', len))
	{
		*outlen = len;
		return copy;
	}
	initStringInfo(&out);
	for (char *p = copy; p < end;)
	{
		char		text[16];
		int			textlen;
		int			n = 0;

		CHECK_FOR_INTERRUPTS();
		if (*p == '&' && p + 1 < end)
			n = p[1] == '#' ? read_number(p + 2, end, text, &textlen) : read_name(p + 1, end, text, &textlen);
		if (n == 0)
		{
			appendStringInfoChar(&out, *p++);
			continue;
		}
		p += n + (p[1] == '#' ? 2 : 1);
		/* p is at the semicolon. A decoded "&" takes its place, and is read again. */
		if (nested && textlen == 1 && text[0] == '&')
			*p = '&';
		else
		{
			appendBinaryStringInfo(&out, text, textlen);
			p++;
		}
	}
	pfree(copy);
	*outlen = out.len;
	return out.data;
}

const char *
html_encode(const char *s)
{
	StringInfoData out;
	int			len;

	if (strcmp(html_decode(s, strlen(s), false, &len), s) == 0)
		return s;
	initStringInfo(&out);
	for (; *s; s++)
	{
		appendStringInfoChar(&out, *s);
		if (*s == '&')
			appendStringInfoString(&out, "amp;");
	}
	return out.data;
}
