-- The staff of a large employer, made where they are kept. scale_made says for which organisation, on which day, and how many.
-- Everything follows from a person's number, so that every run makes the same people.
--
-- Of ten people one is a trainee on the road to ACC, two are accredited coders, one is an accredited deputy manager, and six
-- are patient services officers. Forty people are a team, ten teams a department.

-- the organisation has been there for ten years, so that its own history counts
UPDATE organisations SET created_at = made.day - 3650 FROM scale_made made WHERE organisations.id = made.id;

-- departments and teams
INSERT INTO teams (id, organisation_id, parent_id, name, path, version, created_at, updated_at)
SELECT d.id, made.id, NULL, 'Department ' || n, '/' || d.id || '/', 1, made.day, made.day
FROM scale_made made, generate_series(0, (made.staff - 1) / 400) n, LATERAL (SELECT md5(made.id || ' department ' || n)::uuid AS id) d;

INSERT INTO teams (id, organisation_id, parent_id, name, path, version, created_at, updated_at)
SELECT t.id, made.id, t.department, 'Team ' || n, '/' || t.department || '/' || t.id || '/', 1, made.day, made.day
FROM scale_made made, generate_series(0, (made.staff - 1) / 40) n,
    LATERAL (SELECT md5(made.id || ' team ' || n)::uuid AS id, md5(made.id || ' department ' || n / 10)::uuid AS department) t;

-- people, each with a colleague who decides on what they bring
CREATE TEMPORARY TABLE scale_staff ON COMMIT DROP AS
SELECT n, md5(made.id || ' person ' || n)::uuid AS id, made.id AS organisation, made.day, made.clerk AS colleague, made.coding, made.pathway,
    CASE n % 10 WHEN 0 THEN made.coding WHEN 1 THEN made.coding WHEN 2 THEN made.coding WHEN 3 THEN made.deputy ELSE made.services END AS role,
    md5(made.id || ' team ' || n / 40)::uuid AS team,
    CASE n % 10 WHEN 0 THEN 'trainee' WHEN 1 THEN 'coder' WHEN 2 THEN 'coder' WHEN 3 THEN 'deputy' ELSE 'officer' END AS kind,
    made.day - CASE n % 10 WHEN 0 THEN 30 + n * 37 % 1000 WHEN 1 THEN 1500 + n * 53 % 3000 WHEN 2 THEN 1500 + n * 53 % 3000
        WHEN 3 THEN 2500 + n * 53 % 3000 ELSE 60 + n * 41 % 4000 END AS started,
    CASE WHEN n % 7 = 0 THEN 60 ELSE 100 END AS wte
FROM scale_made made, generate_series(0, made.staff - 1) n;

ANALYZE scale_staff;

INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
SELECT id, organisation, name, lower(name), 'person' || n || '@' || organisation || '.example', 1, day, day
FROM (SELECT *, (ARRAY['Amara', 'Bruno', 'Carys', 'Dilip', 'Esther', 'Farah', 'Gareth', 'Hana', 'Ivor', 'Joan'])[1 + n * 7 % 10] || ' '
    || (ARRAY['Abbott', 'Bello', 'Chandra', 'Davies', 'Evans', 'Foster', 'Ghosh', 'Hughes', 'Iqbal', 'Jones', 'Khan'])[1 + n % 11] || ' ' || n AS name
    FROM scale_staff) named;

-- appointments: who is accredited was a trainee before; one in thirty has a fixed term
INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, ends_on, version, created_at, updated_at)
SELECT md5(id || ' appointment')::uuid, organisation, id, role, team,
    CASE kind WHEN 'trainee' THEN '3' WHEN 'coder' THEN '4' WHEN 'deputy' THEN '5' ELSE '2' END, wte,
    CASE WHEN kind IN ('coder', 'deputy') THEN started + 1100 ELSE started END,
    CASE WHEN n % 30 = 11 THEN day + 30 + n % 900 END, 1, day, day
FROM scale_staff;

INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, ends_on, version, created_at, updated_at)
SELECT md5(id || ' first appointment')::uuid, organisation, id, coding, team, '3', 100, started, started + 1099, 1, day, day
FROM scale_staff WHERE kind IN ('coder', 'deputy');

-- the establishment: somewhat more funded posts than people, by team, role and band
INSERT INTO establishment_posts (id, organisation_id, team_id, role_id, band, annex21, wte_hundredths, starts_on, entered_by, entered_on, version, created_at, updated_at)
SELECT md5(team || ' post ' || role || kind)::uuid, organisation, team, role, CASE kind WHEN 'trainee' THEN '3' WHEN 'coder' THEN '4' WHEN 'deputy' THEN '5' ELSE '2' END,
    FALSE, SUM(wte) + 50, day - 400, colleague, day - 400, 1, day, day
FROM scale_staff GROUP BY team, role, kind, organisation, day, colleague;

-- one in forty mentors
INSERT INTO grants (id, organisation_id, person_id, role, starts_on, created_at)
SELECT md5(id || ' mentor')::uuid, organisation, id, 'mentor', started, day FROM scale_staff WHERE n % 40 = 1;

-- training: records by days from the start, some of which wait for a signature and some were never made
INSERT INTO milestone_records (id, organisation_id, person_id, pathway_id, milestone, state, completed_on, result, note,
    recorded_by, recorded_on, decided_by, decided_as, decided_on, reason, version, created_at, updated_at)
SELECT md5(id || ' ' || milestone)::uuid, organisation, id, pathway, milestone, CASE WHEN waits THEN 'recorded' ELSE 'signed_off' END, on_day, '', '',
    id, on_day, CASE WHEN NOT waits THEN colleague END, CASE WHEN waits THEN '' ELSE 'manager' END, CASE WHEN NOT waits THEN on_day END, '', 1,
    on_day, on_day
FROM (SELECT *, started + after AS on_day, kind = 'trainee' AND (n / 10 + after) % 9 = 0 AS waits
    FROM scale_staff, (VALUES ('ccs-e-learning', 40), ('ccsc', 150), ('mentorship', 183), ('anatomy-course', 250), ('ccsrc', 2000)) AS course (milestone, after)
    WHERE CASE WHEN milestone = 'ccsrc' THEN kind IN ('coder', 'deputy') AND n % 3 > 0 ELSE kind <> 'officer' END) logged
WHERE on_day <= day AND (kind <> 'trainee' OR (n / 10 + after) % 13 <> 5);

-- examinations: the in-house one after a year; the NCCQ, which one in four passed at the second attempt
CREATE TEMPORARY TABLE scale_attempts ON COMMIT DROP AS
SELECT md5(id || ' ' || milestone || ' ' || after)::uuid AS attempt, scale_staff.*, milestone, started + after AS on_day, failed
FROM scale_staff, (VALUES ('in-house-examination', 370, FALSE), ('nccq', 800, TRUE), ('nccq', 960, FALSE)) AS sat (milestone, after, failed)
WHERE started + after <= day AND kind <> 'officer' AND (NOT failed OR n / 10 % 4 = 0) AND (milestone <> 'nccq' OR failed OR kind <> 'trainee');

INSERT INTO attempts (id, organisation_id, person_id, pathway_id, milestone, sat_on, results_on, recorded_by, version, created_at, updated_at)
SELECT attempt, organisation, id, pathway, milestone, on_day, LEAST(on_day + 30, day), colleague, 1, on_day, on_day
FROM scale_attempts;

INSERT INTO attempt_papers (attempt_id, paper, ordinal, outcome, mark_hundredths)
SELECT attempt, paper, ordinal, CASE WHEN failed AND paper = 'practical' THEN 'failed' ELSE 'passed' END,
    CASE WHEN failed AND paper = 'practical' THEN 8100 ELSE 9300 END
FROM scale_attempts JOIN (VALUES ('in-house-examination', 'examination', 1), ('nccq', 'theory', 1), ('nccq', 'practical', 2)) AS papers (milestone, paper, ordinal)
    USING (milestone);

INSERT INTO awards (id, organisation_id, person_id, kind, awarded_on, because, confirmed_by, confirmed_on, created_at)
SELECT md5(id || ' award')::uuid, organisation, id, 'acc', started + 1000, '', colleague, started + 1010, started + 1010
FROM scale_staff WHERE kind IN ('coder', 'deputy');

INSERT INTO pauses (id, organisation_id, person_id, reason, note, starts_on, ends_on, recorded_by, version, created_at, updated_at)
SELECT md5(id || ' leave')::uuid, organisation, id, 'other_leave', '', day - 20, CASE WHEN n % 100 = 30 THEN day - 5 END, colleague, 1, day, day
FROM scale_staff WHERE n % 50 = 30;

-- sittings of the next two years and Standards courses of the next year
INSERT INTO exam_sittings (id, organisation_id, milestone, title, registration_opens_on, registration_closes_on, theory_on, practical_on,
    results_expected_on, source, note, cancel_reason, version, created_by, created_at, updated_at)
SELECT md5(id || ' sitting ' || n)::uuid, id, 'nccq', 'Sitting ' || n, day + n * 180 - 120, day + n * 180 - 60, day + n * 180, day + n * 180 + 1,
    day + n * 180 + 60, 'Made up.', '', '', 1, clerk, day, day
FROM scale_made, generate_series(1, 4) n;

INSERT INTO course_events (id, organisation_id, kind, title, milestone, starts_on, ends_on, place, provider, places, note, state, cancelled_because,
    search, version, created_at, updated_at)
SELECT md5(id || ' course ' || n)::uuid, id, 'standards_course', 'Standards course ' || n, 'ccsc', day + n * 30, day + n * 30 + 20, 'Room ' || n, '',
    20, '', 'planned', '', '', 1, day, day
FROM scale_made, generate_series(1, 12) n;

-- claims: twelve of each person, most on what the role asks for; four pieces of evidence, each behind three claims
CREATE TEMPORARY TABLE scale_asked ON COMMIT DROP AS
SELECT role, id AS statement, level, row_number() OVER (PARTITION BY role ORDER BY asked DESC, ordinal) - 1 AS place
FROM (SELECT roles.id AS role, s.id, s.level, s.ordinal, EXISTS (SELECT 1 FROM organisation_requirements q
        WHERE q.organisation_id = made.id AND q.role_id = roles.id AND q.statement_id = s.id AND q.importance = 'essential') AS asked
    FROM scale_made made, roles, framework_statements s WHERE roles.id IN (made.coding, made.deputy, made.services)) of_roles;

ANALYZE scale_asked;

CREATE TEMPORARY TABLE scale_claims ON COMMIT DROP AS
SELECT md5(staff.id || ' claim ' || k)::uuid AS claim, md5(staff.id || ' evidence ' || k % 4)::uuid AS evidence, staff.id AS person, organisation,
    colleague, statement, day - 20 - (n * 11 + k * 29) % 1400 AS on_day, level,
    CASE (n * 5 + k) % 12 WHEN 0 THEN 'draft' WHEN 1 THEN 'submitted' WHEN 2 THEN 'returned' WHEN 3 THEN 'approved_lower' ELSE 'approved' END AS state
FROM scale_staff staff, generate_series(0, 11) k, scale_asked asked
WHERE asked.role = staff.role AND asked.place = (n + k) % 20;

INSERT INTO evidence (id, organisation_id, person_id, title, kind, what_i_did, reflection, happened_on, search, version, created_at, updated_at)
SELECT md5(id || ' evidence ' || k)::uuid, organisation, id, 'A week of work ' || k, 'work_sample', 'Coded fifty records of the ward.', 'I asked sooner than before.',
    day - 40 - (n * 11 + k * 29) % 1400, 'a week of work', 1, day, day
FROM scale_staff, generate_series(0, 3) k;

INSERT INTO claims (id, organisation_id, person_id, statement_id, state, approved_level, explanation, submitted_at, decided_at, decided_by, reason, search,
    version, created_at, updated_at)
SELECT claim, organisation, person, statement, state, CASE state WHEN 'approved' THEN level WHEN 'approved_lower' THEN GREATEST(level - 1, 1) END,
    'What the evidence shows, in a sentence or two.', CASE WHEN state <> 'draft' THEN on_day END,
    CASE WHEN state NOT IN ('draft', 'submitted') THEN on_day + 10 END, CASE WHEN state NOT IN ('draft', 'submitted') THEN colleague END, '', '', 1, on_day, on_day
FROM scale_claims;

INSERT INTO claim_evidence (claim_id, evidence_id, position, submitted_version)
SELECT claim, evidence, 1, CASE WHEN state <> 'draft' THEN 1 END FROM scale_claims;

-- what a manager said of three of the criteria of the person's role
INSERT INTO criterion_confirmations (id, organisation_id, person_id, criterion_id, criterion, met, reason, confirmed_by, confirmed_on, version, created_at, updated_at)
SELECT md5(staff.id || ' criterion ' || place)::uuid, organisation, staff.id, asked.criterion_id, 'As in the person specification.', (n + place) % 4 > 0, '',
    colleague, day - n % 300, 1, day, day
FROM scale_staff staff
JOIN (SELECT role_id, criterion_id, row_number() OVER (PARTITION BY role_id ORDER BY ordinal) AS place
    FROM role_requirements WHERE kind = 'criterion' AND criterion_id IS NOT NULL) asked ON asked.role_id = staff.role AND asked.place <= 3;
