/*
 * evasion_hans.c
 *	  Converts Traditional to Simplified Chinese.
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

#include "text/hans.h"

void
evasion_hans(EvasionChars *chars)
{
	for (Size i = 0; i < chars->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		chars->at[i].c = hans_simplified(chars->at[i].c);
	}
}
