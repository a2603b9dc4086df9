-- +goose Up

-- Corrections of results are shown on the person's own pages, which are kept under the mark as well. They are about the person of
-- their attempt, as its papers are.
CREATE TRIGGER attempt_corrections_stamp AFTER INSERT OR UPDATE OR DELETE ON attempt_corrections FOR EACH ROW EXECUTE FUNCTION training_stamp_paper();

-- +goose Down
DROP TRIGGER attempt_corrections_stamp ON attempt_corrections;
