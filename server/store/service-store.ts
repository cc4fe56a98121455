import type { Service } from './entities.ts'

/** What the provisioning file says of a service. */
export type ProvisionedService = Pick<
  Service,
  | 'environmentId'
  | 'name'
  | 'template'
  | 'languages'
  | 'country'
  | 'timeZone'
  | 'invitationTemplate'
  | 'readReceipts'
>

/** What people change of a service itself. */
export type ServiceChange = Pick<Service, 'name' | 'languages' | 'country' | 'timeZone'>

/** The picture that customers see. */
export interface ServicePicture {
  id: string
  environmentId: string
  serviceId: string
  contentType: string
  size: number
  /** Base64. */
  sha256: string
}

/** Configured services, those that have ended as well: what was said in them stays. */
export interface ServiceStore {
  /** Creates or updates by environment and name; a service that has ended stays ended. */
  upsert(service: ProvisionedService): Promise<Service>
  list(environmentId: string): Promise<Service[]>
  find(environmentId: string, serviceId: string): Promise<Service | null>
  /**
   * Creates a service once per `clientId`, however often it is repeated. Throws `ConflictError` when the environment has
   * another one of that name.
   */
  create(
    service: ProvisionedService & { id?: string; orderId: string | null; clientId: string },
  ): Promise<{ service: Service; created: boolean }>
  /** `null` when somebody else has changed it since `version`. Throws `ConflictError` when the name is another one's. */
  change(
    environmentId: string,
    serviceId: string,
    change: ServiceChange & { version: number },
  ): Promise<Service | null>
  /** Ends every service that was made for the order, once; answers with all that have ended because of it. */
  endOfOrder(orderId: string, now: Date): Promise<Service[]>
  /** How many services have not ended, by environment; environments without any are left out. */
  countByEnvironments(environmentIds: readonly string[]): Promise<Map<string, number>>
  /** Puts the picture in the place of the one before; `null` when there is no such service. */
  setPicture(
    environmentId: string,
    serviceId: string,
    picture: { contentType: string; content: Buffer },
  ): Promise<Service | null>
  findPicture(environmentId: string, pictureId: string): Promise<ServicePicture | null>
  readPicture(environmentId: string, pictureId: string): Promise<Buffer | null>
}
