/** What batches carry beside documents: the values that conditions are judged on, and the rows that lead to changed ones. */
package io.ddp4ee.wanted;
