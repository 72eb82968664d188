/*
 * roaring.c
 *	  Set operations by the library CRoaring, beside which the bench of audiences puts factag's.
 *
 * Reads a line "name hex" for each set, in Roaring's portable form, and then a line "name operation set …"
 * for each question, such as "and-not and-not a b c", which is a and b without c. Prints a line "name ids
 * ms ms": the number of ids, the least time of evaluation, and the least time with the reading of the sets.
 */
#include <roaring/roaring.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_SETS	64
#define TURNS		50

static struct
{
	char		name[32];
	char	   *bytes;
	size_t		size;
}			sets[MOST_SETS];
static int	nsets;

static void
fail(const char *problem)
{
	fprintf(stderr, "roaring: %s\n", problem);
	exit(1);
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e3 * t.tv_sec + t.tv_nsec / 1e6;
}

static void
add_set(const char *name, const char *hex)
{
	size_t		size = strlen(hex) / 2;

	if (nsets == MOST_SETS || strlen(name) >= sizeof sets[0].name)
		fail("too many sets");
	strcpy(sets[nsets].name, name);
	sets[nsets].bytes = malloc(size);
	sets[nsets].size = size;
	for (size_t i = 0; i < size; i++)
	{
		unsigned int byte;

		if (sscanf(hex + 2 * i, "%2x", &byte) != 1)
			fail("bad hex");
		sets[nsets].bytes[i] = (char) byte;
	}
	nsets++;
}

static roaring_bitmap_t *
read_set(const char *name)
{
	for (int i = 0; i < nsets; i++)
		if (strcmp(sets[i].name, name) == 0)
		{
			roaring_bitmap_t *set = roaring_bitmap_portable_deserialize_safe(sets[i].bytes, sets[i].size);

			if (set == NULL)
				fail("bad set");
			return set;
		}
	fail("no such set");
	return NULL;
}

static unsigned long long
count_and_free(roaring_bitmap_t *set)
{
	unsigned long long count = roaring_bitmap_get_cardinality(set);

	roaring_bitmap_free(set);
	return count;
}

/*
 * Returns the number of ids that the operation finds in one to three sets. It makes a set where the
 * statement in SQL does; the ids that two sets have in common are counted without one.
 */
static unsigned long long
evaluate(const char *operation, roaring_bitmap_t **set)
{
	if (strcmp(operation, "set") == 0)
		return roaring_bitmap_get_cardinality(set[0]);
	if (strcmp(operation, "and") == 0)
		return roaring_bitmap_and_cardinality(set[0], set[1]);
	if (strcmp(operation, "or") == 0)
		return count_and_free(roaring_bitmap_or(set[0], set[1]));
	if (strcmp(operation, "not") == 0)
		return count_and_free(roaring_bitmap_andnot(set[0], set[1]));
	if (strcmp(operation, "and-not") == 0)
	{
		roaring_bitmap_t *both = roaring_bitmap_and(set[0], set[1]);
		unsigned long long count = count_and_free(roaring_bitmap_andnot(both, set[2]));

		roaring_bitmap_free(both);
		return count;
	}
	fail("no such operation");
	return 0;
}

static void
answer(char *name, char *operation)
{
	char	   *names[3];
	int			n = 0;
	double		least = 1e9,
				least_read = 1e9;
	unsigned long long found = 0;

	while (n < 3 && (names[n] = strtok(NULL, " \n")) != NULL)
		n++;
	for (int turn = 0; turn < TURNS; turn++)
	{
		roaring_bitmap_t *set[3];
		double		begun = now_ms(),
					read,
					done;

		for (int i = 0; i < n; i++)
			set[i] = read_set(names[i]);
		read = now_ms();
		found = evaluate(operation, set);
		done = now_ms();
		for (int i = 0; i < n; i++)
			roaring_bitmap_free(set[i]);
		least = done - read < least ? done - read : least;
		least_read = done - begun < least_read ? done - begun : least_read;
	}
	printf("%s\t%llu\t%.4f\t%.4f\n", name, found, least, least_read);
}

int
main(void)
{
	char	   *line = NULL;
	size_t		size = 0;

	while (getline(&line, &size, stdin) > 0)
	{
		char	   *name = strtok(line, " \n");
		char	   *second = strtok(NULL, " \n");

		if (name == NULL || second == NULL)
			fail("bad line");
		if (strspn(second, "0123456789abcdef") == strlen(second))
			add_set(name, second);
		else
			answer(name, second);
	}
	free(line);
	return 0;
}
