"use client";
import { Component, type ReactNode } from "react";

/** One text that cannot be drawn costs that text, not the page: `fallback` stands in its place. */
export class ProseBoundary extends Component<
  { fallback: ReactNode; children: ReactNode },
  { failed: boolean }
> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
