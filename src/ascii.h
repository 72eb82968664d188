/*
 * ascii.h
 *	  Classes of ASCII characters, whatever the locale. Any other code point, and
 *	  any byte of a multibyte character, is in none of them.
 */
#ifndef FACTAG_ASCII_H
#define FACTAG_ASCII_H

#include "factag.h"

static inline bool
ascii_is_upper(uint32 c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
ascii_is_letter(uint32 c)
{
	return ascii_is_upper(c) || (c >= 'a' && c <= 'z');
}

static inline bool
ascii_is_digit(uint32 c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_is_alnum(uint32 c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Whether a character is of \w: a letter, a digit or the underscore. */
static inline bool
ascii_is_word(uint32 c)
{
	return ascii_is_alnum(c) || c == '_';
}

#endif							/* FACTAG_ASCII_H */
