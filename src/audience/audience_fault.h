/*
 * audience_fault.h
 *	  What is wrong with an audience: an error that is not raised yet, since audience_status
 *	  tells it in a column.
 */
#ifndef FACTAG_AUDIENCE_FAULT_H
#define FACTAG_AUDIENCE_FAULT_H

#include "factag.h"

typedef struct AudienceFault
{
	int			sqlstate;
	char	   *message;		/* NULL: nothing is wrong */
	char	   *detail;
	char	   *hint;			/* NULL: none */
} AudienceFault;

/* Sets a fault, unless one is set already; detail and hint may be NULL. */
extern void audience_fault_set(AudienceFault *fault, int sqlstate, char *message, char *detail, const char *hint);

/* Raises a fault, if there is one. */
extern void audience_fault_raise(const AudienceFault *fault);

#endif							/* FACTAG_AUDIENCE_FAULT_H */
