package app

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/accreditation"
	"bandwise/internal/accreditation/assurance"
	"bandwise/internal/api"
	"bandwise/internal/appraisal"
	"bandwise/internal/audit"
	"bandwise/internal/dataquality"
	"bandwise/internal/delegation"
	"bandwise/internal/demo"
	"bandwise/internal/exchange"
	"bandwise/internal/file"
	"bandwise/internal/framework"
	"bandwise/internal/identity"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/jobevaluation/matching"
	"bandwise/internal/link"
	"bandwise/internal/notification"
	"bandwise/internal/pack"
	"bandwise/internal/pathway"
	"bandwise/internal/patientdata"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/openid"
	"bandwise/internal/platform/reference"
	"bandwise/internal/portfolio"
	"bandwise/internal/postgap"
	"bandwise/internal/practice"
	"bandwise/internal/privacy"
	"bandwise/internal/role"
	"bandwise/internal/search"
	"bandwise/internal/staff"
	"bandwise/internal/staff/intake"
	"bandwise/internal/standing"
	"bandwise/internal/training"
	"bandwise/internal/training/course"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/establishment"
	"bandwise/internal/workforce/planning"
	"bandwise/internal/workforce/report"
	"bandwise/internal/workforce/tables"
	"bandwise/internal/workforce/views"
	"bandwise/seed"
)

// modules are the features of one running application.
type modules struct {
	listed        *training.Memory[*listed]
	audit         *audit.Handlers
	trail         *audit.Trail
	identity      *identity.Module
	delegation    *delegation.Module
	staff         *staff.Module
	intake        *intake.Module
	file          *file.Module
	framework     *framework.Module
	exchange      *exchange.Module
	jobEvaluation *jobevaluation.Module
	jobMatching   *matching.Module
	role          *role.Module
	dataQuality   *dataquality.Module
	training      *training.Module
	accreditation *accreditation.Module
	portfolio     *portfolio.Module
	workforce     *workforce.Module
	planning      *planning.Module
	establishment *establishment.Module
	tables        *tables.Handlers
	views         *views.Handlers
	report        *report.Module
	link          *link.Module
	pathway       *pathway.Module
	standing      *standing.Module
	postGap       *postgap.Module
	practice      *practice.Module
	search        *search.Module
	appraisal     *appraisal.Module
	course        *course.Module
	assurance     *assurance.Module
	patientData   *patientdata.Module
	notification  *notification.Module
	pack          *pack.Module
	privacy       *privacy.Module
}

// newModules builds the features so that they live by the clock of o, and registers their background jobs with queue.
func newModules(c config.Config, o Options, db *database.DB, bucket *file.Bucket, policy *access.Policy, queue *jobs.Queue) (*modules, error) {
	trail := audit.New(audit.NewStore(db), o.Clock)
	m := &modules{audit: audit.NewHandlers(trail), trail: trail}
	m.patientData = patientdata.New(patientdata.Dependencies{DB: db, Trail: trail, Clock: o.Clock})
	files := file.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Bucket: bucket, Checker: fileChecker{m.patientData.Service}, Spool: filepath.Join(c.DataDir, "spool")}
	if c.Scanner != nil {
		files.Scanner = c.Scanner
	}
	m.file = file.New(files)
	m.dataQuality = dataquality.New(dataquality.Dependencies{DB: db, Trail: trail})
	m.framework = framework.New(framework.Dependencies{DB: db, Trail: trail, Clock: o.Clock})
	m.exchange = exchange.New(exchange.Dependencies{Frameworks: frameworks{m.framework.Service}, PatientData: cellChecker{m.patientData.Service}})
	m.jobEvaluation = jobevaluation.New(jobevaluation.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Findings: m.dataQuality.Service})
	m.accreditation = accreditation.New(accreditation.Dependencies{DB: db, Trail: trail, Clock: o.Clock})

	asked := &needs{}
	m.portfolio = portfolio.New(portfolio.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Files: m.file.Service, Words: meaning, Needs: asked,
	})

	late := &summaries{}
	m.workforce = workforce.New(workforce.Dependencies{
		DB: db, Training: late, AccreditationTitle: func(key string) string { return accreditation.Kind(key).Title() },
		Smallest: func(ctx context.Context, organisation uuid.UUID) (int, error) {
			return m.planning.Service.Smallest(ctx, organisation)
		},
	})
	m.training = training.New(training.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Files: m.file.Service, Accreditation: m.accreditation.Service,
		Currency: currency, Readiness: readiness{m.workforce.Service},
	})
	late.attend(m.training.Service)
	m.listed = late.listed
	asked.workforce = m.workforce.Service
	m.role = role.New(role.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Pathways: pathways{m.training.Service}, Evaluations: evaluations{m.jobEvaluation.Service},
		Accreditations: accreditations(),
	})
	m.jobMatching = matching.New(matching.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Schemes: m.jobEvaluation.Service, Roles: posts{m.role.Service},
	})

	m.link = link.New(link.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Profiles: rungs{m.jobEvaluation.Service}, Roles: libraryRoles{m.role.Service}})
	m.pathway = pathway.New(pathway.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Record: moveRecord{
			m.training.Service, m.accreditation.Service, m.workforce.Service, libraryRoles{m.role.Service},
		},
	})
	m.standing = standing.New(standing.Dependencies{DB: db, Trail: trail, Clock: o.Clock, AccreditationTitle: knownAccreditation})
	m.postGap = postgap.New(db)
	m.search = search.New(db)
	var err error
	if m.assurance, err = assurance.New(assurance.Dependencies{DB: db, Trail: trail, Crew: crew{m.training.Service}}); err != nil {
		return nil, err
	}
	m.course = course.New(course.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Records: m.training.Service})
	m.planning, err = planning.New(planning.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Crew: m.workforce.Service, Roads: roads{m.training.Service}})
	if err != nil {
		return nil, err
	}
	m.establishment, err = establishment.New(establishment.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Crew: m.workforce.Service, Threshold: m.planning.Service, Bands: planning.Bands(),
	})
	if err != nil {
		return nil, err
	}
	m.views = views.New(views.Dependencies{DB: db, Trail: trail, Clock: o.Clock})
	m.tables = tables.New(db, trail, m.workforce.Handlers.Tables(), m.planning.Handlers.Tables(), m.establishment.Handlers.Tables())
	m.appraisal = appraisal.New(appraisal.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Agenda: agenda{m.training.Service, m.portfolio.Service, m.workforce.Service},
	})
	m.practice, err = practice.New(practice.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Portfolio: results{m.portfolio.Service}, BaseURL: c.BaseURL})
	if err != nil {
		return nil, err
	}
	postman, err := notification.NewPostman(c)
	if err != nil {
		return nil, err
	}
	m.notification = notification.New(notification.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Log: o.Log, Queue: queue, Postman: postman, Training: standings{m.training.Service}, Reports: reports{m}, Accounts: accountLetters{m}, BaseURL: c.BaseURL,
	})

	m.pack = m.newPacks(pack.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Spool: filepath.Join(c.DataDir, "spool")}, bucket, queue)
	m.privacy = m.newPrivacy(privacy.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Spool: filepath.Join(c.DataDir, "spool")}, bucket, queue)

	demoPeople, err := demoAccounts(c)
	if err != nil {
		return nil, err
	}
	m.identity = identity.New(identity.Dependencies{
		DB: db, Trail: trail, Policy: policy, Clock: o.Clock, Log: o.Log, Secure: c.Secure(), BaseURL: c.BaseURL, Demo: demoPeople,
		HashCost: o.hashCost, SecondFactor: c.SecondFactor, Key: o.key, Breached: o.breached, Post: m.notification.Service, Queue: queue,
		OpenID: providersClient(c, o),
		Join: func(ctx context.Context, organisation uuid.UUID, name, email string) (uuid.UUID, error) {
			return m.staff.Service.Join(ctx, organisation, name, email)
		},
		Found: func(ctx context.Context, organisation, name, email string) (uuid.UUID, error) {
			return m.staff.Service.Found(ctx, "", organisation, name, email)
		},
	})
	m.delegation = delegation.New(delegation.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Post: m.notification.Service, Proof: m.identity.Service, EmergencyLasts: c.EmergencyLasts, BaseURL: c.BaseURL,
	})
	m.staff = staff.New(staff.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Accounts: m.identity.Service})
	m.intake = intake.New(intake.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, PatientData: rowChecker{m.patientData.Service}, Invitations: m.identity.Service, Queue: queue,
	})
	m.report = report.New(report.Dependencies{
		DB: db, Trail: trail, Clock: o.Clock, Queue: queue, Post: m.notification.Service, People: m.identity.Service, Board: m.planning.Service,
		Roles: reference.Each(policy.RolesWith(workforce.PermissionRead), func(r access.Role) string { return string(r) }),
	})
	return m, nil
}

func demoAccounts(c config.Config) ([]identity.DemoAccount, error) {
	if !c.Demo {
		return nil, nil
	}
	return demo.SignIns()
}

// joined is every feature's handlers behind the one interface that the contract asks for. The compiler names an operation
// that no feature answers, or two do.
type joined struct {
	*auditHandlers
	*identityHandlers
	*delegationHandlers
	*staffHandlers
	*intakeHandlers
	*frameworkHandlers
	*jobEvaluationHandlers
	*jobMatchingHandlers
	*roleHandlers
	*dataQualityHandlers
	*trainingHandlers
	*accreditationHandlers
	*portfolioHandlers
	*workforceHandlers
	*planningHandlers
	*establishmentHandlers
	*reportHandlers
	*viewHandlers
	*linkHandlers
	*pathwayHandlers
	*standingHandlers
	*postGapHandlers
	*practiceHandlers
	*searchHandlers
	*packHandlers
	*appraisalHandlers
	*courseHandlers
	*assuranceHandlers
	*patientDataHandlers
	*notificationHandlers
	*privacyHandlers
}

// A name for each feature's handlers, so that they can lie side by side in one struct.
type (
	auditHandlers         = audit.Handlers
	identityHandlers      = identity.Handlers
	delegationHandlers    = delegation.Handlers
	staffHandlers         = staff.Handlers
	intakeHandlers        = intake.Handlers
	frameworkHandlers     = framework.Handlers
	jobEvaluationHandlers = jobevaluation.Handlers
	jobMatchingHandlers   = matching.Handlers
	roleHandlers          = role.Handlers
	dataQualityHandlers   = dataquality.Handlers
	trainingHandlers      = training.Handlers
	accreditationHandlers = accreditation.Handlers
	portfolioHandlers     = portfolio.Handlers
	workforceHandlers     = workforce.Handlers
	planningHandlers      = planning.Handlers
	establishmentHandlers = establishment.Handlers
	reportHandlers        = report.Handlers
	viewHandlers          = views.Handlers
	linkHandlers          = link.Handlers
	pathwayHandlers       = pathway.Handlers
	standingHandlers      = standing.Handlers
	postGapHandlers       = postgap.Handlers
	practiceHandlers      = practice.Handlers
	searchHandlers        = search.Handlers
	packHandlers          = pack.Handlers
	appraisalHandlers     = appraisal.Handlers
	courseHandlers        = course.Handlers
	assuranceHandlers     = assurance.Handlers
	patientDataHandlers   = patientdata.Handlers
	notificationHandlers  = notification.Handlers
	privacyHandlers       = privacy.Handlers
)

func (m *modules) handlers() api.StrictServerInterface {
	return joined{
		auditHandlers: m.audit, identityHandlers: m.identity.Handlers, delegationHandlers: m.delegation.Handlers, staffHandlers: m.staff.Handlers, intakeHandlers: m.intake.Handlers,
		frameworkHandlers: m.framework.Handlers, jobEvaluationHandlers: m.jobEvaluation.Handlers, jobMatchingHandlers: m.jobMatching.Handlers, roleHandlers: m.role.Handlers,
		dataQualityHandlers: m.dataQuality.Handlers, trainingHandlers: m.training.Handlers,
		accreditationHandlers: m.accreditation.Handlers, portfolioHandlers: m.portfolio.Handlers, workforceHandlers: m.workforce.Handlers, planningHandlers: m.planning.Handlers, establishmentHandlers: m.establishment.Handlers, reportHandlers: m.report.Handlers, viewHandlers: m.views,
		linkHandlers: m.link.Handlers, pathwayHandlers: m.pathway.Handlers,
		standingHandlers: m.standing.Handlers, postGapHandlers: m.postGap.Handlers, searchHandlers: m.search.Handlers, packHandlers: m.pack.Handlers,
		appraisalHandlers:    m.appraisal.Handlers,
		courseHandlers:       m.course.Handlers,
		assuranceHandlers:    m.assurance.Handlers,
		patientDataHandlers:  m.patientData.Handlers,
		practiceHandlers:     m.practice.Handlers,
		notificationHandlers: m.notification.Handlers,
		privacyHandlers:      m.privacy.Handlers,
	}
}

// addOrganisation adds an organisation and gives its first administrator's link.
func (m *modules) addOrganisation(ctx context.Context, asked NewOrganisation) (string, error) {
	administrator, err := m.staff.Service.Found(ctx, asked.Slug, asked.Name, asked.AdministratorName, asked.AdministratorEmail)
	if err != nil {
		return "", err
	}
	link, _, err := m.identity.Service.InvitationLink(ctx, administrator)
	return link, err
}

// loadReference brings the data made from the source documents up to date and gives the number of rows that changed.
// One of several nodes does it, the others wait for it.
func (m *modules) loadReference(ctx context.Context, db *database.DB) (int, error) {
	ref, err := seed.Load()
	if err != nil {
		return 0, fmt.Errorf("read the reference data: %w", err)
	}
	total := 0
	err = db.InTx(ctx, func(ctx context.Context) error {
		if err := db.Lock(ctx, "reference data"); err != nil {
			return err
		}
		for _, part := range []struct {
			what string
			load func(context.Context, seed.Reference) (int, error)
		}{
			{"findings", m.dataQuality.Service.LoadReference},
			{"skill framework", m.framework.Service.LoadReference},
			{"national profiles", m.jobEvaluation.Service.LoadReference},
			{"roles", m.role.Service.LoadReference},
			{"editions of classifications", m.standing.Service.LoadReference},
			{"links", m.link.Service.LoadReference},
			{"pathways", func(ctx context.Context, _ seed.Reference) (int, error) { return m.training.Service.LoadReference(ctx) }},
			{"thresholds of accuracy", func(ctx context.Context, _ seed.Reference) (int, error) { return m.practice.Service.LoadReference(ctx) }},
		} {
			changed, err := part.load(ctx, ref)
			if err != nil {
				return fmt.Errorf("load the %s: %w", part.what, err)
			}
			total += changed
		}
		return nil
	})
	return total, err
}

// makeDemo makes the invented trusts that are not there yet.
func (a *App) makeDemo(ctx context.Context, policy *access.Policy) error {
	base := a.config.DemoToday
	if base.IsZero() {
		base = a.options.Clock.Today()
	}
	made, err := demo.Make(ctx, demo.Dependencies{
		DB: a.db, Policy: policy,
		Services: func(clock calendar.Clock) (demo.Services, error) {
			past := a.options
			past.Clock = clock
			m, err := newModules(a.config, past, a.db, a.bucket, policy, jobs.New(a.db, clock, a.options.Log))
			if err != nil {
				return demo.Services{}, err
			}
			return demo.Services{
				Staff: m.staff.Service, Identity: m.identity.Service, Role: m.role.Service, Training: m.training.Service,
				Portfolio: m.portfolio.Service, File: m.file.Service, Matching: m.jobMatching.Service,
				Framework:     m.framework.Service,
				Pathway:       m.pathway.Service,
				Practice:      m.practice.Service,
				Appraisal:     m.appraisal.Service,
				Pack:          m.pack.Service,
				Course:        m.course.Service,
				Planning:      m.planning.Service,
				Establishment: m.establishment.Service,
				Accreditation: m.accreditation.Service,
				Privacy:       m.privacy.Service,
			}, nil
		},
	}, base)
	if made > 0 {
		a.options.Log.InfoContext(ctx, "the demo trusts were made", "organisations", made, "today", base.ISO())
	}
	return err
}

// providersClient speaks with the organisations' sign-in providers as the operator allows.
func providersClient(c config.Config, o Options) *openid.Client {
	client := openid.New(o.Clock, openid.Reach{Local: c.OnLoopback(), Private: c.ProvidersPrivate})
	client.UntypedSignOut = c.ProvidersUntypedSignOut
	return client
}
