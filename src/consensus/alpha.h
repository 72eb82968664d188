/*
 * alpha.h
 *	  Krippendorff's alpha: 1 less the observed disagreement by the one that is expected
 *	  by chance. (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.)
 */
#ifndef FACTAG_ALPHA_H
#define FACTAG_ALPHA_H

#include "consensus/unit_table.h"

/* Computes alpha; false where nothing can disagree. Refuses negative ratings of level ratio (22023). */
extern bool alpha_compute(const UnitTable *table, double *alpha);

#endif							/* FACTAG_ALPHA_H */
