/*
 * number.h
 *	  Numbers of attributes: finite, printed in the shortest form that reads back
 *	  to the same bits, whatever extra_float_digits says.
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

/* Read a whole string; -0 becomes 0. */
extern NumberStatus number_parse4(const char *s, float4 *value);
extern NumberStatus number_parse8(const char *s, float8 *value);

extern void number_print4(StringInfo out, float4 value);
extern void number_print8(StringInfo out, float8 value);

/* The float8 that a float4 prints as: 0.8 becomes 0.8, not 0.800000011920929. */
extern float8 number_widen(float4 value);

#endif							/* FACTAG_NUMBER_H */
