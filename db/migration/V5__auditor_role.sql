-- The independent auditor reads the whole schema of the manager and writes nothing.

GRANT USAGE ON SCHEMA settlement TO fiveseal_auditor;
GRANT SELECT ON ALL TABLES IN SCHEMA settlement TO fiveseal_auditor;
ALTER DEFAULT PRIVILEGES IN SCHEMA settlement GRANT SELECT ON TABLES TO fiveseal_auditor;
