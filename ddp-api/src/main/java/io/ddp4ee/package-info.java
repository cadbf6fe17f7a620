/**
 * What an application writes against: publications, methods, documents, sessions and errors.
 *
 * <p>Parameters and results are never null unless they are marked {@link jakarta.annotation.Nullable}.
 * Every value type is immutable and safe for use by several threads.
 */
package io.ddp4ee;
