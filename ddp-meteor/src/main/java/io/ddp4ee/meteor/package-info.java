/** What {@code meteor build} has made, served from a WAR: pages, files, dynamic imports, manifests, new versions. */
package io.ddp4ee.meteor;
