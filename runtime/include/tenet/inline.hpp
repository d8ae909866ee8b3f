#pragma once

/// `TENET_INLINE` marks the short functions of which every evaluator is made: they must vanish into their callers.
/// `TENET_APART` marks the slow paths that must not.
#if defined(__GNUC__)
#define TENET_INLINE [[gnu::always_inline]] inline
#define TENET_APART [[gnu::noinline]]
#else
#define TENET_INLINE inline
#define TENET_APART
#endif
