/*
 * number.c
 *	  Reading and printing of numbers; see number.h.
 */
#include "text/number.h"

#include <math.h>

#include "common/shortest_dec.h"

#include "ascii.h"

/*
 * Checks that s is [+-] digits [. digits] [e [+-] digits]. That is the only
 * notation accepted: strtod would also read hexadecimal, and the names of NaN.
 */
static NumberStatus
check_notation(const char *s)
{
	int			digits = 0;

	if (*s == '+' || *s == '-')
		s++;
	if (pg_strcasecmp(s, "nan") == 0 || pg_strcasecmp(s, "inf") == 0 ||
		pg_strcasecmp(s, "infinity") == 0)
		return NUMBER_NOT_FINITE;
	for (; ascii_is_digit(*s); s++)
		digits++;
	if (*s == '.')
	{
		for (s++; ascii_is_digit(*s); s++)
			digits++;
	}
	if (digits == 0)
		return NUMBER_SYNTAX;
	if (*s == 'e' || *s == 'E')
	{
		s++;
		if (*s == '+' || *s == '-')
			s++;
		if (!ascii_is_digit(*s))
			return NUMBER_SYNTAX;
		while (ascii_is_digit(*s))
			s++;
	}
	return *s == '\0' ? NUMBER_OK : NUMBER_SYNTAX;
}

NumberStatus
number_parse(const char *s, bool single, float8 *value)
{
	NumberStatus status = check_notation(s);

	if (status != NUMBER_OK)
		return status;
	errno = 0;
	*value = single ? strtof(s, NULL) : strtod(s, NULL);
	/* ERANGE is also set for a denormal number, which is a value; zero is an underflow */
	if (isinf(*value) || (errno == ERANGE && *value == 0))
		return NUMBER_RANGE;
	*value += 0.0;				/* -0 becomes 0 */
	return NUMBER_OK;
}

void
number_print4(StringInfo out, float4 value)
{
	char		buf[FLOAT_SHORTEST_DECIMAL_LEN];

	float_to_shortest_decimal_buf(value, buf);
	appendStringInfoString(out, buf);
}

void
number_print8(StringInfo out, float8 value)
{
	char		buf[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, buf);
	appendStringInfoString(out, buf);
}

float8
number_widen(float4 value)
{
	char		buf[FLOAT_SHORTEST_DECIMAL_LEN];

	float_to_shortest_decimal_buf(value, buf);
	return strtod(buf, NULL);
}
