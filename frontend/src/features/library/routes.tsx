import type { RouteObject } from 'react-router';
import { claimConfirmationRoutes, editionRoutes, exampleRoutes } from './framework/routes';
import { freshnessRoutes } from './freshness/routes';
import { trainingPathwayRoutes } from './trainingPathways/routes';

/** Skills, national profiles, roles: what everybody may look up. */
export const libraryRoutes: RouteObject[] = [
  {
    path: 'library',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./LibraryPage')).LibraryPage }) },
      { path: 'skills', lazy: async () => ({ Component: (await import('./framework/SkillsPage')).SkillsPage }) },
      {
        path: 'frameworks/:frameworkId/skills/:code',
        lazy: async () => ({ Component: (await import('./framework/SkillPage')).SkillPage }),
      },
      {
        path: 'frameworks/:frameworkId/skills/:code/levels/:level',
        lazy: async () => ({ Component: (await import('./framework/LevelPage')).LevelPage }),
      },
      {
        path: 'frameworks/:frameworkId/skills/:code/compare',
        lazy: async () => ({ Component: (await import('./framework/ComparePage')).ComparePage }),
      },
      ...editionRoutes,
      { path: 'statements', lazy: async () => ({ Component: (await import('./framework/StatementsPage')).StatementsPage }) },
      {
        path: 'statements/:statementId',
        lazy: async () => ({ Component: (await import('./framework/StatementPage')).StatementPage }),
      },
      ...exampleRoutes,
      { path: 'profiles', lazy: async () => ({ Component: (await import('./profiles/ProfilesPage')).ProfilesPage }) },
      { path: 'profiles/compare', lazy: async () => ({ Component: (await import('./profiles/ComparePage')).ComparePage }) },
      { path: 'profiles/:profileId', lazy: async () => ({ Component: (await import('./profiles/ProfilePage')).ProfilePage }) },
      { path: 'suite', lazy: async () => ({ Component: (await import('./profiles/SuitePage')).SuitePage }) },
      { path: 'scheme', lazy: async () => ({ Component: (await import('./profiles/SchemePage')).SchemePage }) },
      { path: 'job-match', lazy: async () => ({ Component: (await import('./profiles/JobMatchPage')).JobMatchPage }) },
      { path: 'roles', lazy: async () => ({ Component: (await import('./roles/RolesPage')).RolesPage }) },
      { path: 'roles/new', lazy: async () => ({ Component: (await import('./roles/MakePages')).NewRolePage }) },
      { path: 'roles/compare', lazy: async () => ({ Component: (await import('./roles/ComparisonPage')).ComparisonPage }) },
      { path: 'roles/:roleId/copy', lazy: async () => ({ Component: (await import('./roles/MakePages')).CopyRolePage }) },
      { path: 'roles/:roleId/retire', lazy: async () => ({ Component: (await import('./roles/MakePages')).RetireRolePage }) },
      { path: 'roles/:roleId/advert', lazy: async () => ({ Component: (await import('./roles/AdvertPage')).AdvertPage }) },
      {
        path: 'roles/:roleId/versions/:version',
        lazy: async () => ({ Component: (await import('./roles/VersionPages')).RoleVersionPage }),
      },
      {
        path: 'roles/:roleId/differences',
        lazy: async () => ({ Component: (await import('./roles/VersionPages')).RoleDifferencesPage }),
      },
      {
        path: 'roles/:roleId/edit',
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./roles/EditPages')).EditRolePage }) },
          { path: 'facts', lazy: async () => ({ Component: (await import('./roles/EditPages')).EditFactsPage }) },
          { path: 'purpose', lazy: async () => ({ Component: (await import('./roles/EditPages')).EditPurposePage }) },
          { path: 'duties', lazy: async () => ({ Component: (await import('./roles/EditLists')).EditDutiesPage }) },
          {
            path: 'person-specification',
            lazy: async () => ({ Component: (await import('./roles/EditLists')).EditSpecificationPage }),
          },
          { path: 'conditions', lazy: async () => ({ Component: (await import('./roles/EditLists')).EditConditionsPage }) },
          { path: 'sections', lazy: async () => ({ Component: (await import('./roles/EditLists')).EditSectionsPage }) },
          { path: 'requirements', lazy: async () => ({ Component: (await import('./roles/EditRequirements')).EditRequirementsPage }) },
          {
            path: 'requirements/new',
            lazy: async () => ({ Component: (await import('./roles/EditRequirements')).AddRequirementPage }),
          },
          {
            path: 'requirements/:requirementId',
            lazy: async () => ({ Component: (await import('./roles/EditRequirements')).EditRequirementPage }),
          },
          {
            path: 'requirements/:requirementId/remove',
            lazy: async () => ({ Component: (await import('./roles/EditRequirements')).RemoveRequirementPage }),
          },
        ],
      },
      { path: 'post-gaps', lazy: async () => ({ Component: (await import('./roles/PostGapsPage')).PostGapsPage }) },
      { path: 'roles/:roleId/:view?', lazy: async () => ({ Component: (await import('./roles/RolePage')).RolePage }) },
      { path: 'links', lazy: async () => ({ Component: (await import('./links/LinksPage')).LinksPage }) },
      { path: 'links/aspects', lazy: async () => ({ Component: (await import('./links/AspectLinksPage')).AspectLinksPage }) },
      { path: 'links/new', lazy: async () => ({ Component: (await import('./links/LinkFormPages')).NewLinkPage }) },
      { path: 'links/:linkId/edit', lazy: async () => ({ Component: (await import('./links/LinkFormPages')).EditLinkPage }) },
      { path: 'links/:linkId/end', lazy: async () => ({ Component: (await import('./links/EndLinkPage')).EndLinkPage }) },
      { path: 'links/:linkId/refuse', lazy: async () => ({ Component: (await import('./links/RefuseLinkPage')).RefuseLinkPage }) },
      { path: 'links/:linkId/accept', lazy: async () => ({ Component: (await import('./links/RefuseLinkPage')).AcceptLinkPage }) },
      ...trainingPathwayRoutes,
      ...freshnessRoutes,
      { path: 'coverage', lazy: async () => ({ Component: (await import('./links/CoveragePage')).CoveragePage }) },
      { path: 'ladder', lazy: async () => ({ Component: (await import('./ladder/LadderPage')).LadderPage }) },
      { path: 'pathway', lazy: async () => ({ Component: (await import('./pathways/PathwayPage')).PathwayPage }) },
      { path: 'pathway/versions', lazy: async () => ({ Component: (await import('./pathways/VersionsPage')).VersionsPage }) },
      { path: 'pathway/new', lazy: async () => ({ Component: (await import('./pathways/NewDraftPage')).NewDraftPage }) },
      { path: 'pathway/:pathwayId', lazy: async () => ({ Component: (await import('./pathways/VersionPage')).VersionPage }) },
      { path: 'pathway/:pathwayId/difference', lazy: async () => ({ Component: (await import('./pathways/DifferencePage')).DifferencePage }) },
      { path: 'pathway/:pathwayId/roles', lazy: async () => ({ Component: (await import('./pathways/RolesOnMapPage')).RolesOnMapPage }) },
      { path: 'pathway/:pathwayId/publish', lazy: async () => ({ Component: (await import('./pathways/DecidePages')).PublishPage }) },
      { path: 'pathway/:pathwayId/discard', lazy: async () => ({ Component: (await import('./pathways/DecidePages')).DiscardPage }) },
      { path: 'pathway/:pathwayId/moves/new', lazy: async () => ({ Component: (await import('./pathways/MoveFormPages')).NewMovePage }) },
      { path: 'pathway/:pathwayId/moves/:moveId', lazy: async () => ({ Component: (await import('./pathways/MoveFormPages')).EditMovePage }) },
      { path: 'pathway/:pathwayId/moves/:moveId/remove', lazy: async () => ({ Component: (await import('./pathways/DecidePages')).RemoveMovePage }) },
    ],
  },
  ...claimConfirmationRoutes,
  { path: 'progress/moves', lazy: async () => ({ Component: (await import('./pathways/MovesPage')).MovesPage }) },
  { path: 'people/:personId/moves', lazy: async () => ({ Component: (await import('./pathways/MovesPage')).MovesPage }) },
  { path: 'people/:personId/moves/:moveId/say', lazy: async () => ({ Component: (await import('./pathways/SayPage')).SayPage }) },
];
