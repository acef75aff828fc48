package org.elasticsearch.plugins;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.Build;
import org.elasticsearch.action.admin.cluster.node.info.PluginsAndModules;
import org.elasticsearch.env.Environment;

/**
 * Serves plugins from the class path, where a distribution has folders named modules and plugins.
 * In this package, as {@code LoadedPlugin} is visible nowhere else.
 */
public final class ClassPathPlugins extends PluginsService {
  private final List<LoadedPlugin> loaded;

  public ClassPathPlugins(
      Environment environment, PluginsLoader none, List<Class<? extends Plugin>> plugins) {
    super(environment.settings(), environment.configDir(), none);
    loaded = plugins.stream().map(plugin -> load(environment, plugin)).toList();
    PluginsService.loadExtensions(loaded);
  }

  /** A loader that finds nothing on disk. */
  public static PluginsLoader none() {
    return new PluginsLoader(Set.of(), Set.of(), Map.of());
  }

  private static LoadedPlugin load(Environment environment, Class<? extends Plugin> type) {
    Plugin plugin =
        PluginsService.loadPlugin(type, environment.settings(), environment.configDir());
    return new LoadedPlugin(describe(type.getName()), plugin, type.getClassLoader());
  }

  private static PluginDescriptor describe(String className) {
    String version = Build.current().version();
    String java = Integer.toString(Runtime.version().feature());
    return new PluginDescriptor(
        className, className, version, version, java, className, null, List.of(), false, false,
        false, false);
  }

  @Override
  protected List<LoadedPlugin> plugins() {
    return loaded;
  }

  @Override
  public PluginsAndModules info() {
    return new PluginsAndModules(List.of(), List.of());
  }
}
