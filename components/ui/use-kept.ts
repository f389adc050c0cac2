"use client";
import { type Ref, type RefCallback, useCallback, useEffect, useRef } from "react";

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * The ref of every field: what was entered before the page was alive is entered again, so that `onChange` hears of it
 * (React would put the first value back). `given` is the ref that somebody else wants on the same field.
 */
export function useKept<E extends HTMLElement>(given?: Ref<E>): RefCallback<E> {
  const own = useRef<E>(null);
  useEffect(() => {
    if (isField(own.current)) takeOver(own.current);
  }, []);
  return useCallback(
    (element: E | null) => {
      own.current = element;
      if (typeof given === "function") return given(element);
      if (given) given.current = element;
    },
    [given],
  );
}

const isField = (element: HTMLElement | null): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

function takeOver(field: Field): void {
  const early = window.slipwayEarly;
  if (early === undefined) return;
  early.alive.add(field);
  const was = early.entered.get(field);
  // After the effects of the same commit, some of which give a field its first value once more.
  if (was !== undefined) queueMicrotask(() => enter(field, was));
  const { form } = field;
  if (form === null || !early.sent.has(form)) return;
  setTimeout(() => {
    if (early.sent.delete(form)) form.requestSubmit();
  });
}

/** Does again what was done by hand: React takes a change only for one when the value differs from the last it saw. */
function enter(field: Field, was: string | boolean): void {
  if (typeof was === "boolean") {
    if (!(field instanceof HTMLInputElement) || was === field.defaultChecked) return;
    field.checked = !was;
    field.click();
    return;
  }
  if (was === field.defaultValue) return;
  // Where the value was put back already, the cursor is lost: one goes on at the end.
  const cursor = field.value === was ? field.selectionStart : was.length;
  field.value = field.defaultValue;
  setUnseen(field, was);
  if (field.selectionStart !== null) field.setSelectionRange(cursor, cursor);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** By the browser's own setter: React watches the one of the element. */
const setUnseen = (field: Field, value: string): void =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
