-- +goose Up
-- What the person said each time they sent a claim to review, so that renewing it takes nothing of what was approved before.
ALTER TABLE claim_events ADD COLUMN explanation TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_events ADD COLUMN self_judgement TEXT CHECK (self_judgement IN ('working_towards', 'meets', 'exceeds'));
ALTER TABLE claim_events ADD COLUMN self_reason TEXT NOT NULL DEFAULT '';
-- Of the submissions so far only the last one's words are known, and of a claim that has not been changed since.
UPDATE claim_events SET
    explanation = (SELECT claims.explanation FROM claims WHERE claims.id = claim_events.claim_id),
    self_judgement = (SELECT claims.self_judgement FROM claims WHERE claims.id = claim_events.claim_id),
    self_reason = (SELECT claims.self_reason FROM claims WHERE claims.id = claim_events.claim_id)
WHERE to_state = 'submitted' AND from_state IN ('draft', 'returned')
    AND claim_version = (SELECT MAX(later.claim_version) FROM claim_events later
        WHERE later.claim_id = claim_events.claim_id AND later.to_state = 'submitted' AND later.from_state IN ('draft', 'returned'))
    AND EXISTS (SELECT 1 FROM claims WHERE claims.id = claim_events.claim_id
        AND claims.state IN ('submitted', 'in_review', 'approved', 'approved_lower'));

-- +goose Down
ALTER TABLE claim_events DROP COLUMN self_reason;
ALTER TABLE claim_events DROP COLUMN self_judgement;
ALTER TABLE claim_events DROP COLUMN explanation;
