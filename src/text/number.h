/*
 * number.h
 *	  Numbers of attributes: finite, and printed in the shortest form that reads
 *	  back to the same bits, whatever extra_float_digits says.
 */
#ifndef FACTAG_NUMBER_H
#define FACTAG_NUMBER_H

#include "factag.h"

#include "lib/stringinfo.h"

typedef enum NumberStatus
{
	NUMBER_OK,
	NUMBER_SYNTAX,
	NUMBER_NOT_FINITE,
	NUMBER_RANGE
} NumberStatus;

/* Reads a whole string, rounded to a float4 if single; -0 becomes 0. */
extern NumberStatus number_parse(const char *s, bool single, float8 *value);

/* Append a number. */
extern void number_print4(StringInfo out, float4 value);
extern void number_print8(StringInfo out, float8 value);

/* Returns the float8 nearest to what a float4 prints as: 0.8, not 0.800000011920929. */
extern float8 number_widen(float4 value);

#endif							/* FACTAG_NUMBER_H */
