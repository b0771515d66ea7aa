import CKernels

/// Whether a sanitizer watches the tests: frames are then larger, and everything takes its time.
public let isSanitized: Bool = gm_is_sanitized
