import { textIn, valueIn } from '../event';

/** A change to what protects the directory, as CloudTrail reports it. */
export interface ProtectionChange {
  readonly eventName: string;
  readonly eventTime?: string;
  readonly eventId?: string;
  /** Who made the change. */
  readonly principal?: string;
}

const DETAIL_TYPE = 'AWS API Call via CloudTrail';
const SHORT_TEXT = /^[\x21-\x7e]{1,2048}$/;

/** Undefined for other events. */
export function protectionChange(event: unknown): ProtectionChange | undefined {
  const detail = valueIn(event, 'detail');
  const eventName = shortText(detail, 'eventName');
  if (textIn(event, 'detail-type') !== DETAIL_TYPE || eventName === undefined) {
    return undefined;
  }
  return {
    eventName,
    eventTime: shortText(detail, 'eventTime'),
    eventId: shortText(detail, 'eventID'),
    principal: shortText(valueIn(detail, 'userIdentity'), 'arn'),
  };
}

function shortText(container: unknown, name: string): string | undefined {
  const text = textIn(container, name);
  return text !== undefined && SHORT_TEXT.test(text) ? text : undefined;
}
