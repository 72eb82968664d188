\echo Use "ALTER EXTENSION factag UPDATE TO '0.2.0'" to load this file. \quit
