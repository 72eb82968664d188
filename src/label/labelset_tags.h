/*
 * labelset_tags.h
 *	  What a log asserts, as tags.
 */
#ifndef FACTAG_LABELSET_TAGS_H
#define FACTAG_LABELSET_TAGS_H

#include "factag.h"

#include "datatype/timestamp.h"

/*
 * The paths that are asserted, as a tagset; each weight is the greatest score
 * of the path's labels. As of a timestamp if has_timestamp.
 */
extern struct varlena *labelset_asserted(const struct varlena *labels, bool has_timestamp,
										 TimestampTz timestamp);

#endif							/* FACTAG_LABELSET_TAGS_H */
