\echo Use "ALTER EXTENSION factag UPDATE TO '0.2.0'" to load this file. \quit

-- what they read and write depends on client_encoding
ALTER FUNCTION factlabel_recv(internal) STABLE;
ALTER FUNCTION factlabel_send(factlabel) STABLE;
ALTER FUNCTION factverdict_recv(internal) STABLE;
ALTER FUNCTION factverdict_send(factverdict) STABLE;
ALTER FUNCTION labelset_recv(internal) STABLE;
ALTER FUNCTION labelset_send(labelset) STABLE;
ALTER FUNCTION ruleset_recv(internal) STABLE;
ALTER FUNCTION ruleset_send(ruleset) STABLE;
ALTER FUNCTION tagpath_recv(internal) STABLE;
ALTER FUNCTION tagpath_send(tagpath) STABLE;
ALTER FUNCTION tagquery_recv(internal) STABLE;
ALTER FUNCTION tagquery_send(tagquery) STABLE;
ALTER FUNCTION tagset_recv(internal) STABLE;
ALTER FUNCTION tagset_send(tagset) STABLE;
