--| ## labelpolicy
--|
--| What is to be done about what is labelled: a policy is a value that makes labels of labels, kept in a
--| column of a table of yours.

--@ src/text/text_type.sql.in
--@     type         labelpolicy
--@     description  which decisions follow from labels and facts
--@     input        text input of labelpolicy; checks the lines together
--@     output       text output of labelpolicy, including comments
--@     cost_input   COST 1000
--@     cost_output  COST 5

--@ src/text/text_casts.sql.in
--@     type         labelpolicy
--@     value        a policy
--@     cost_input   COST 1000
--@     cost_output  COST 5

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `policy::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         labelpolicy
--@     cost_output  COST 5

--| ### Comparing policies
--|
--| Policies are compared by their text, byte by byte.

--@ src/index/comparison.sql.in
--@     type   labelpolicy
--@     same   whether both policies have the same text
--@     other  whether the policies differ
--@     cost   COST 10
